import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { LoopFigures } from './closed-loop.js';

/**
 * The floor: the same five rows' worth of writes for each saga (its row, three results, its end), by one statement and one commit
 * for all that are in flight, on one connection, with no runner at all. Nothing that stores the same can be faster this way.
 */
export async function sagaFloor(url: string, inFlight: number, seconds: number): Promise<LoopFigures> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set plan_cache_mode = force_generic_plan; set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off');
  await client.query(`create table if not exists floor_saga (id bigint generated always as identity primary key, name text not null, key text not null,
    input jsonb not null, status text not null default 'running', epoch bigint not null default 1, ended timestamptz, unique (name, key)) with (fillfactor = 80)`);
  await client.query(`create table if not exists floor_step (saga_id bigint not null, seq int not null, step text not null, outcome text not null,
    result jsonb, epoch bigint not null, at timestamptz not null default now(), primary key (saga_id, seq))`);
  let next = performance.now() * 1_000;
  const round = async () => {
    const keys = Array.from({ length: inFlight }, () => `k${next++}`);
    const { rows } = await client.query<{ id: string }>({
      name: 'floor-start', text: "insert into floor_saga (name, key, input) select 'ok', key, input from unnest($1::text[], $2::jsonb[]) as new (key, input) returning id",
      values: [keys, keys.map((key) => JSON.stringify({ key }))],
    });
    const ids = rows.map(({ id }) => id);
    for (const seq of [1, 2, 3]) {
      await client.query({
        name: 'floor-step',
        text: `insert into floor_step (saga_id, seq, step, outcome, result, epoch)
          select saga.id, new.seq, new.step, 'ok', new.result, saga.epoch from unnest($1::bigint[], $2::int[], $3::text[], $4::jsonb[], $5::bigint[]) as new (id, seq, step, result, epoch)
          join floor_saga saga on saga.id = new.id and saga.epoch = new.epoch on conflict do nothing returning saga_id, seq`,
        values: [ids, ids.map(() => seq), ids.map(() => `step${seq}`), ids.map(() => JSON.stringify({ seq })), ids.map(() => 1)],
      });
    }
    await client.query({
      name: 'floor-end', text: "update floor_saga set status = 'completed', ended = now() where id = any($1::bigint[]) and epoch = 1 returning id", values: [ids],
    });
  };
  const until = (duration: number) => performance.now() + duration * 1_000;
  for (const end = until(seconds / 4); performance.now() < end; ) await round();
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (const end = until(seconds); performance.now() < end; ) {
    const at = performance.now();
    await round();
    times.push(performance.now() - at);
  }
  const elapsed = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await client.end();
  times.sort((left, right) => left - right);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const sagas = times.length * inFlight;
  return { inFlight, perSecond: Math.round(sagas / elapsed), p50Ms: at(0.5), p99Ms: at(0.99), clientMicroseconds: Math.round((user + system) / sagas) };
}

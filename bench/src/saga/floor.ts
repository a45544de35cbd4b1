import pg from 'pg';
import { migrate, openDatabase } from '@occwo/saga';
import { closedRounds } from '../support/closed-loop.js';
import type { Contestant } from './contestant.js';

const settings = 'set plan_cache_mode = force_generic_plan; set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off; set enable_bitmapscan = off';

const sql = {
  start: `insert into saga (name, version, fingerprint, key, input, input_hash, owner)
    select 'floor', 1, 'floor', new.key, new.input, 'floor', 'floor' from unnest($1::text[], $2::jsonb[]) as new (key, input) returning id`,
  step: `insert into saga_step (saga_id, seq, epoch, step, kind, outcome, result, worker)
    select saga.id, new.seq, saga.epoch, new.step, 'run', 'ok', new.result, 'floor'
    from unnest($1::bigint[], $2::int[], $3::text[], $4::jsonb[], $5::bigint[]) as new (id, seq, step, result, epoch)
    join saga on saga.id = new.id and saga.epoch = new.epoch on conflict do nothing returning saga_id, seq`,
  end: `update saga set owner = null, status = 'completed', due = 'infinity', ended = now()
    where id = any($1::bigint[]) and epoch = 1 and status = 'running' returning id`,
};

/**
 * The floor: the same rows in the same tables (a saga, three results, its end), by one statement and one commit for all that are in
 * flight, on one connection, with no runner at all. Nothing that stores the same can be faster this way.
 */
export async function floor(url: string): Promise<Contestant> {
  const database = await openDatabase(url);
  await migrate(database);
  await database.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(settings);
  let next = 0;
  const round = async (inFlight: number) => {
    const keys = Array.from({ length: inFlight }, () => `k${next++}`);
    const { rows } = await client.query<{ id: string }>({ name: 'start', text: sql.start, values: [keys, keys.map((key) => JSON.stringify({ key }))] });
    const ids = rows.map(({ id }) => id);
    for (const seq of [1, 2, 3]) {
      const values = [ids, ids.map(() => seq), ids.map(() => `step${seq}`), ids.map(() => JSON.stringify({ seq })), ids.map(() => 1)];
      await client.query({ name: 'step', text: sql.step, values });
    }
    await client.query({ name: 'end', text: sql.end, values: [ids] });
  };
  return {
    run: (inFlight, seconds) => closedRounds(inFlight, seconds, () => round(inFlight)),
    end: () => client.end(),
  };
}

import type { Database, Queryable } from '../database/database.js';
import { fragments } from './dialect.js';
import { entryColumns, sagaColumns, toEntry, toSagaRow } from './rows.js';
import type { Claimed } from './store.js';
import type { Entry } from '../engine/entry.js';

/** A dead worker's row is kept this long, so that whatever still carries its name is found and freed. */
const keepDeadMs = 3_600_000;

export async function beat(database: Database, worker: string, leaseMs: number): Promise<{ now: number; alive: boolean }> {
  const { now, later, milliseconds } = fragments[database.dialect];
  const [row] = await database.query<{ now: number }>(
    `insert into saga_worker (id, expires) values ($1, ${later('$2')})
     on conflict (id) do update set expires = excluded.expires where saga_worker.expires > ${now}
     returning ${milliseconds(now)} as now`,
    [worker, leaseMs],
  );
  return row ? { now: row.now, alive: true } : { now: 0, alive: false };
}

export async function leave(database: Database, worker: string): Promise<void> {
  const { now, later } = fragments[database.dialect];
  await database.query(`update saga_worker set expires = ${now} where id = $1 and expires > ${now}`, [worker]);
  await database.query('update saga set owner = null, interrupted = $2 where owner = $1', [worker, true]);
  await database.query(
    `delete from saga_worker where expires < ${later('$1')} and not exists (select 1 from saga where owner = saga_worker.id)`,
    [-keepDeadMs],
  );
}

export async function claim(database: Database, worker: string, fingerprints: readonly string[], limit: number): Promise<Claimed[]> {
  const { now, among, list, skipLocked } = fragments[database.dialect];
  await database.query(
    `update saga set owner = null, interrupted = $1 where owner in (select id from saga_worker where expires <= ${now})`,
    [true],
  );
  if (limit <= 0) return [];
  const work = async (on: Queryable): Promise<Claimed[]> => {
    const found = await on.query<{ id: number; interrupted: boolean | number }>(
      `select id, interrupted from saga
       where status = 'running' and owner is null and due <= ${now} and fingerprint ${among('$1', 'text')}
         and exists (select 1 from saga_worker where id = $2 and expires > ${now})
       order by due limit $3${skipLocked}`,
      [list(fingerprints), worker, limit],
    );
    if (found.length === 0) return [];
    const interrupted = new Map(found.map((row) => [row.id, Boolean(row.interrupted)]));
    const ids = list([...interrupted.keys()]);
    const rows = await on.query(
      `update saga set owner = $2, epoch = epoch + 1, interrupted = $3, poked = $3 where id ${among('$1', 'bigint')}
       returning ${sagaColumns(database.dialect)}`,
      [ids, worker, false],
    );
    const journals = await journalsOf(database, on, [...interrupted.keys()]);
    return rows.map(toSagaRow).map((row) => ({
      row,
      journal: journals.get(row.id) ?? [],
      interrupted: interrupted.get(row.id) ?? false,
    }));
  };
  const any = await database.query(
    `select 1 from saga where status = 'running' and owner is null and due <= ${now} limit 1`,
  );
  return any.length === 0 ? [] : database.transaction(work);
}

export async function journalsOf(database: Pick<Database, 'dialect'>, on: Queryable, ids: readonly number[]): Promise<Map<number, Entry[]>> {
  const { among, list } = fragments[database.dialect];
  const rows = await on.query(
    `select ${entryColumns(database.dialect)} from saga_step where saga_id ${among('$1', 'bigint')} order by saga_id, seq`,
    [list(ids)],
  );
  const journals = new Map<number, Entry[]>();
  for (const row of rows) {
    const saga = row['saga_id'] as number;
    const journal = journals.get(saga);
    if (journal) journal.push(toEntry(row));
    else journals.set(saga, [toEntry(row)]);
  }
  return journals;
}

export async function poked(database: Database, worker: string): Promise<number[]> {
  const rows = await database.query<{ id: number }>(
    'update saga set poked = $2 where owner = $1 and poked returning id',
    [worker, false],
  );
  return rows.map(({ id }) => id);
}

export async function owned(database: Database, worker: string): Promise<number[]> {
  return (await database.query<{ id: number }>('select id from saga where owner = $1', [worker])).map(({ id }) => id);
}

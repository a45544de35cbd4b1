import type { Database } from '../database/database.js';
import { fragments } from './dialect.js';
import { journalsOf } from './leases.js';
import { sagaColumns, toSagaRow } from './rows.js';
import type { Listing, Loaded, Registration, SagaRow, StatsLine } from './store.js';

/** Keeps the shape of each version. Gives the shape on record if it is another one and sagas still run by it. */
export function register(database: Database, definition: Registration): Promise<readonly string[] | undefined> {
  const { name, version, fingerprint, shape } = definition;
  return database.transaction(async (on) => {
    await on.query(
      'insert into saga_definition (name, version, fingerprint, shape) values ($1, $2, $3, $4) on conflict (name, version) do nothing',
      [name, version, fingerprint, JSON.stringify(shape)],
    );
    const [known] = await on.query<{ fingerprint: string; shape: string }>(
      `select fingerprint, shape from saga_definition where name = $1 and version = $2${fragments[database.dialect].forUpdate}`,
      [name, version],
    );
    if (!known || known.fingerprint === fingerprint) return undefined;
    const alive = await on.query(
      "select 1 from saga where name = $1 and version = $2 and fingerprint = $3 and status in ('running', 'stuck') limit 1",
      [name, version, known.fingerprint],
    );
    if (alive.length > 0) return JSON.parse(known.shape) as string[];
    await on.query('update saga_definition set fingerprint = $3, shape = $4 where name = $1 and version = $2', [
      name, version, fingerprint, JSON.stringify(shape),
    ]);
    return undefined;
  });
}

export async function shapeOf(database: Database, fingerprint: string): Promise<readonly string[] | undefined> {
  const [known] = await database.query<{ shape: string }>('select shape from saga_definition where fingerprint = $1', [fingerprint]);
  return known && (JSON.parse(known.shape) as string[]);
}

export async function findByKey(database: Database, name: string, key: string): Promise<Loaded | undefined> {
  const [row] = await database.query(
    `select ${sagaColumns(database.dialect)} from saga where name = $1 and key = $2`,
    [name, key],
  );
  if (!row) return undefined;
  const saga = toSagaRow(row);
  return { row: saga, journal: (await journalsOf(database, database, [saga.id])).get(saga.id) ?? [] };
}

export async function list(database: Database, listing: Listing): Promise<SagaRow[]> {
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: string, value: unknown) => {
    if (value === undefined) return;
    parameters.push(value);
    conditions.push(`${condition} $${parameters.length}`);
  };
  add('name =', listing.name);
  add('status =', listing.status);
  add('key =', listing.key);
  add('id <', listing.before);
  parameters.push(listing.limit);
  const rows = await database.query(
    `select ${sagaColumns(database.dialect)} from saga ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by id desc limit $${parameters.length}`,
    parameters,
  );
  return rows.map(toSagaRow);
}

export async function stats(database: Database): Promise<StatsLine[]> {
  const { now, milliseconds } = fragments[database.dialect];
  const rows = await database.query<{ name: string; version: number; fingerprint: string; status: StatsLine['status']; count: number; oldest: number; waiting: number }>(
    `select name, version, fingerprint, status, count(*) as count,
       ${milliseconds(now)} - min(${milliseconds('created')}) as oldest,
       sum(case when status = 'running' and owner is null and due <= ${now} then 1 else 0 end) as waiting
     from saga group by name, version, fingerprint, status order by name, version, status`,
  );
  return rows.map(({ oldest, ...line }) => ({ ...line, count: Number(line.count), waiting: Number(line.waiting), oldestMs: oldest }));
}

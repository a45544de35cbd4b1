import { exchangeShares } from '@occwo/core/client';
import type { LimitStore, ShareAnswer, ShareState } from '@occwo/core/client';
import type { Database, Queryable } from '../database/database.js';

/**
 * Where processes of one account exchange their shares of its rate limits, for core's `sharedLimiter`. On PostgreSQL for
 * several machines, on an SQLite file for several processes of one.
 *
 * @example
 * const limiter = sharedLimiter({ store: limitStore(await openDatabase('postgres://…')), worker: `${hostname()}-${process.pid}` });
 */
export function limitStore(database: Database): LimitStore {
  return {
    exchange: (worker, offers, leaseMs) =>
      database.transaction(async (transaction) => {
        const keys = offers.map(({ key }) => key).sort();
        const states = await lockStates(database.dialect, transaction, keys);
        const now = await databaseTime(database.dialect, transaction);
        const answers = offers.map((offer): ShareAnswer => {
          const { state, answer } = exchangeShares(states.get(offer.key), offer, worker, now, leaseMs);
          states.set(offer.key, state);
          return { ...answer, gained: answer.gained.map(({ units, at }) => ({ units, at: Math.max(0, at - now) })) };
        });
        await saveStates(transaction, database.dialect, states);
        return answers;
      }),
  };
}

/** Rows in the order of their keys, so that two processes never wait for each other. */
async function lockStates(dialect: Database['dialect'], transaction: Queryable, keys: readonly string[]): Promise<Map<string, ShareState>> {
  if (keys.length === 0) return new Map();
  if (dialect === 'postgres') {
    // A row must be there to be locked: two processes that meet at a new limit would both make it from nothing.
    await transaction.query(`insert into occwo_limit (key, state) select key, 'null' from unnest($1::text[]) key order by key on conflict do nothing`, [keys]);
  }
  const list = keys.map((_, index) => `$${index + 1}`).join(', ');
  const lock = dialect === 'postgres' ? ' for update' : '';
  const rows = await transaction.query<{ key: string; state: string }>(`select key, state from occwo_limit where key in (${list}) order by key${lock}`, keys);
  return new Map(rows.flatMap(({ key, state }) => (state === 'null' ? [] : [[key, JSON.parse(state) as ShareState]])));
}

/** The database's clock, so that processes with clocks of their own agree. */
async function databaseTime(dialect: Database['dialect'], transaction: Queryable): Promise<number> {
  const sql = dialect === 'postgres'
    ? 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now'
    : `select (julianday('now') - 2440587.5) * 86400000.0 as now`;
  const [row] = await transaction.query<{ now: number }>(sql);
  return Number(row?.now);
}

async function saveStates(transaction: Queryable, dialect: Database['dialect'], states: ReadonlyMap<string, ShareState>): Promise<void> {
  if (dialect === 'postgres') {
    const documents = [...states.values()].map((state) => JSON.stringify(state));
    await transaction.query(
      'update occwo_limit set state = given.state from unnest($1::text[], $2::jsonb[]) as given (key, state) where occwo_limit.key = given.key',
      [[...states.keys()], documents],
    );
    return;
  }
  for (const [key, state] of states) {
    await transaction.query('insert into occwo_limit (key, state) values ($1, $2) on conflict (key) do update set state = excluded.state', [key, JSON.stringify(state)]);
  }
}

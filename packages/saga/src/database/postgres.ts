import pg from 'pg';
import type { PoolClient } from 'pg';
import { transactionOver } from './database.js';
import type { Database, Queryable, Row, Transaction } from './database.js';

/** The stores' way to PostgreSQL: connections of their own, set up so that the planner never leaves the indexes. */
export interface PostgresConnection {
  /** Takes a connection out of the pool until it is given back. Give it back with an error to have it destroyed. */
  checkOut(): Promise<PoolClient>;
}

/** How columns are read: numbers for int8, text for JSON and times, as in SQLite. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === 20 && format !== 'binary') return Number;
    if (oid === 114 || oid === 3802) return String;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export interface PostgresOptions {
  /** Connections of the pool. Default 12. A saga store keeps two of them to write, and one to listen. */
  readonly connections?: number;
  /** Told of a connection that broke while idle; the pool replaces it by itself. */
  readonly onIdleError?: (error: Error) => void;
}

/** Opens a pool on a `postgres://` address. */
export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 12, keepAlive: true });
  // Without a listener an idle connection that breaks would end the process; the pool makes a new one.
  pool.on('error', (error) => options.onIdleError?.(error));
  return overPool(pool, () => pool.end());
}

/** Uses a pool of your own; `close()` leaves it open. Its JSON and int8 parsers are set by each query, not for the pool. */
export function postgresFrom(pool: pg.Pool): Database {
  return overPool(pool, async () => {});
}

/**
 * A connection that breaks while it is nobody's turn raises an event, and an event without a listener ends the process. The pool listens
 * only while a connection is idle, and whoever takes one out of it is told a moment later: a restarted server has been seen to hit that moment.
 */
const keepAlive = () => {};
const onAcquire = (client: PoolClient): void => {
  if (!client.listeners('error').includes(keepAlive)) client.on('error', keepAlive);
};

function overPool(pool: pg.Pool, close: () => Promise<void>): Database {
  if (!pool.listeners('acquire').includes(onAcquire)) pool.on('acquire', onAcquire);
  return {
    dialect: 'postgres',
    connection: { checkOut: () => pool.connect() },
    query: overClient(pool).query,
    async transaction(work) {
      const client = await pool.connect();
      const tasks: (() => void)[] = [];
      const inner = overClient(client);
      let open = true;
      const transaction: Transaction = {
        query: (sql, parameters) => (open ? inner.query(sql, parameters) : Promise.reject(new Error(transactionOver))),
        afterCommit: (task) => void tasks.push(task),
      };
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work(transaction);
        open = false;
        await client.query('commit');
        for (const task of tasks) task();
        return result;
      } catch (error) {
        open = false;
        await client.query('rollback').catch((failure: Error) => (broken = failure));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close,
  };
}

/** A pg pool or client of your own as a `Queryable`: hand it to `start(..., { tx })` to start a saga in your transaction. */
export function overClient(client: Pick<pg.ClientBase, 'query'>): Queryable {
  return {
    async query<Result extends Row>(sql: string, parameters: readonly unknown[] = []) {
      const { rows } = await client.query<Result>({ text: sql, values: [...parameters], types: columnTypes });
      return rows;
    },
  };
}

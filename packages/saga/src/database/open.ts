import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { Database } from './database.js';
import { migrate, pendingMigrations } from './migrate.js';
import { openPostgres } from './postgres.js';
import type { PostgresOptions } from './postgres.js';
import { openSqlite } from './sqlite.js';

export interface OpenOptions extends PostgresOptions {
  /** Bring the tables up to date. Default true; false: fail if they are not; `'leave'`: take them as they are, to look with `pendingMigrations`. */
  readonly migrate?: boolean | 'leave';
  /** Only for pauses while another process holds the SQLite file. */
  readonly clock?: Clock;
}

/**
 * Opens the database of sagas, outbox and ledgers, and brings its tables up to date.
 * `postgres://…` is PostgreSQL; anything else is the path of a SQLite file, made if it is not there.
 * Default: `OCCWO_DATABASE` of the environment, else `./occwo.sqlite`.
 * @example
 * const database = await openDatabase('postgres://shop@db.internal/shop');
 */
export async function openDatabase(
  url: string = process.env['OCCWO_DATABASE'] ?? 'occwo.sqlite',
  options: OpenOptions = {},
): Promise<Database> {
  const database = /^postgres(ql)?:\/\//.test(url)
    ? openPostgres(url, options)
    : await openSqlite(url.replace(/^(file|sqlite):(\/\/(?=\/))?/, ''), options.clock ?? systemClock);
  try {
    const wanted = options.migrate ?? true;
    if (wanted === true) await migrate(database);
    else if (wanted === false) await insistOnMigrations(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function insistOnMigrations(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`The database lacks ${pending.join(', ')}: run "occwo saga migrate"`);
}

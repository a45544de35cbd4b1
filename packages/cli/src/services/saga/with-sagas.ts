import { existsSync } from 'node:fs';
import { OccwoError } from '@occwo/core';
import type { Database, Sagas } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';
import { databaseAddress } from './database-address.js';
import type { DatabaseAddress } from './database-address.js';
import type { SagaWorld } from './saga-world.js';

/** Opens the database, hands it to `work` and closes it. A file is made only if `mayMake`. */
export async function withDatabase<Result>(
  world: SagaWorld, { mayMake }: { readonly mayMake: boolean }, work: (database: Database, address: DatabaseAddress) => Promise<Result>,
): Promise<Result> {
  const address = await databaseAddress(world);
  // A mistyped path would be an empty database, in which nothing is stuck.
  if (address.isFile && !mayMake && !existsSync(address.url)) throw new CliError('usage', 'saga.database-missing', { file: address.label });
  const { openDatabase } = await import('@occwo/saga');
  let database: Database | undefined;
  try {
    database = await openDatabase(address.url, { migrate: 'leave' });
    return await work(database, address);
  } catch (error) {
    throw describedFault(error, address);
  } finally {
    await database?.close();
  }
}

/** For the commands of operators: the tables have to be there, and sagas of any definition can be seen and helped. */
export function withSagas<Result>(world: SagaWorld, work: (sagas: Sagas, address: DatabaseAddress) => Promise<Result>): Promise<Result> {
  return withDatabase(world, { mayMake: false }, async (database, address) => {
    await mustBeMigrated(database);
    const { createSagas } = await import('@occwo/saga');
    const sagas = createSagas({ database, definitions: [] });
    try {
      return await work(sagas, address);
    } finally {
      await sagas.stop();
    }
  });
}

export async function mustBeMigrated(database: Database): Promise<void> {
  const { pendingMigrations } = await import('@occwo/saga');
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new CliError('database', 'saga.pending', { migrations: pending.join(', ') });
}

/** What drivers throw: connections, SQLSTATE, SQLite. Everything else stays what it is. */
function describedFault(error: unknown, { label }: DatabaseAddress): unknown {
  if (OccwoError.is(error) || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  const isOfDatabase = code !== undefined && /^(E[A-Z_]+|[0-9A-Z]{5}|SQLITE_\w+)$/.test(code);
  const isChanged = /^Migration /.test(error.message);
  if (!isOfDatabase && !isChanged && !/connection/i.test(error.message)) return error;
  const reason = (error.message || inner?.message || code || '').replace(/\.$/, '');
  const isRefused = code === '28P01' || code === '28000';
  return new CliError(isRefused ? 'unauthorized' : 'database', 'saga.database-failed', { database: label, reason }, error);
}

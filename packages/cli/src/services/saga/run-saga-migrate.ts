import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withDatabase } from './with-sagas.js';

export interface SagaMigrateInput extends SagaWorld {
  readonly dryRun: boolean;
}

/** Applies what the database lacks, or with `dryRun` tells it: then 3 says that there is something. */
export async function runSagaMigrate(input: SagaMigrateInput): Promise<number> {
  const { dryRun, json, language, streams } = input;
  return withDatabase(input, { mayMake: !dryRun }, async (database, { label }) => {
    const { migrate, pendingMigrations } = await import('@occwo/saga');
    const migrations = dryRun ? await pendingMigrations(database) : await migrate(database);
    const isNone = migrations.length === 0;
    if (json) printDocument(input, { database: label, dryRun, migrations });
    else {
      const key = isNone ? 'saga.migrate-none' : dryRun ? 'saga.migrate-due' : 'saga.migrated';
      streams.stdout.write(`${translate(language, key, { migrations: migrations.join(', ') })}\n`);
    }
    return dryRun && !isNone ? exitCodes.partlyDone : exitCodes.done;
  });
}

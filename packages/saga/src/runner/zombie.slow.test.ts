import { afterAll, beforeAll, describe } from 'vitest';
import { makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { freezing } from '../../test/freeze.js';
import type { Frozen } from '../../test/freeze.js';
import { bundleWorker } from '../../test/processes.js';
import type { Database } from '../database/database.js';

/** Beside the plain run, which the integration test has. */
const states: readonly Frozen[] = [
  { saga: 'plain', mode: 'refuse', step: 'charge', direction: 'undo', ends: 'compensated' },
  { saga: 'final', mode: 'ok', step: 'pay', direction: 'run', ends: 'completed' },
  { saga: 'final', mode: 'ok', step: 'tell', direction: 'run', ends: 'completed' },
];

function zombies(name: string, make: () => Promise<TestDatabase>): void {
  describe(`a worker frozen past its lease, anywhere: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let worker: Awaited<ReturnType<typeof bundleWorker>>;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
      worker = await bundleWorker();
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
      worker.remove();
    });
    freezing(states, () => ({ url: made.url, database, worker }));
  });
}

zombies('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => zombies('PostgreSQL', postgresDatabase));

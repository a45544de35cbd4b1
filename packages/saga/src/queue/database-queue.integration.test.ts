import { describe } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import { queueConformance } from '../../test/queue-conformance.js';
import { databaseQueue } from './database-queue.js';

describe.skipIf(!(await hasPostgres()))('in a server', () => {
  queueConformance('PostgreSQL', async () => {
    const made = await postgresDatabase();
    const database = await made.open();
    return {
      queue: databaseQueue({ database, delays: [50, 100], pollMs: 20 }),
      remove: async () => {
        await database.close();
        await made.remove();
      },
    };
  });
});

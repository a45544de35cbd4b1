import { sqliteDatabase } from '../../test/databases.js';
import { queueConformance } from '../../test/queue-conformance.js';
import { databaseQueue } from './database-queue.js';

queueConformance('SQLite', async () => {
  const made = await sqliteDatabase();
  const database = await made.open();
  return {
    queue: databaseQueue({ database, delays: [50, 100], pollMs: 20 }),
    remove: async () => {
      await database.close();
      await made.remove();
    },
  };
});

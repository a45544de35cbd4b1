import { describe } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import { storeConformance } from '../../test/store-conformance.js';
import { openStore } from './sql-store.js';

describe.skipIf(!(await hasPostgres()))('on PostgreSQL', () => {
  storeConformance('PostgreSQL', async () => {
    const made = await postgresDatabase();
    const database = await made.open();
    return {
      store: openStore(database),
      remove: async () => {
        await database.close();
        await made.remove();
      },
    };
  });
});

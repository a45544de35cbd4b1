import { sqliteDatabase } from '../../test/databases.js';
import { storeConformance } from '../../test/store-conformance.js';
import { openStore } from './sql-store.js';

storeConformance('SQLite', async () => {
  const made = await sqliteDatabase();
  const database = await made.open();
  return {
    store: openStore(database),
    remove: async () => {
      await database.close();
      await made.remove();
    },
  };
});

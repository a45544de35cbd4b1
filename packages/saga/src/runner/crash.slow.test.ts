import { describe } from 'vitest';
import { crashMatrix } from '../../test/crash-matrix.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';

crashMatrix('SQLite', sqliteDatabase);

describe.skipIf(!(await hasPostgres()))('with a server', () => {
  crashMatrix('PostgreSQL', postgresDatabase);
});

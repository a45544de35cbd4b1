// OCCWO_SOAK_KILLS=1000 for the long run; 15 kills by default.
import { describe } from 'vitest';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import { soak } from '../../test/soak.js';

soak('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => soak('PostgreSQL', postgresDatabase));

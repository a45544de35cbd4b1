import { describe } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../../../saga/test/databases.js';
import { operatingSagas } from '../../testing/saga-suite.js';

describe.skipIf(!(await hasPostgres()))('operating sagas on PostgreSQL', () => {
  operatingSagas(postgresDatabase);
});

import { memoryLedger } from '@occwo/core/ledger';
import { afterAll, beforeAll, describe } from 'vitest';
import { sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { ledgerConformance } from '../../test/ledger-conformance.js';
import type { Database } from '../database/database.js';
import { sqlLedger } from './sql-ledger.js';

describe('a ledger in memory', () => ledgerConformance(async () => memoryLedger()));

describe('a ledger in an SQLite file', () => {
  let made: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    made = await sqliteDatabase();
    database = await made.open();
  });
  afterAll(async () => {
    await database.close();
    await made.remove();
  });
  ledgerConformance(async () => {
    await database.query('delete from occwo_ledger');
    return sqlLedger(database);
  });
});

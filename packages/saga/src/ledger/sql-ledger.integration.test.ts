import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { ledgerConformance } from '../../test/ledger-conformance.js';
import type { Database } from '../database/database.js';
import { sqlLedger } from './sql-ledger.js';
import { statements } from './statements.js';

describe.skipIf(!(await hasPostgres()))('a ledger in PostgreSQL', () => {
  let made: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    made = await postgresDatabase();
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

  it('reads by the index, also where nothing was analysed yet', async () => {
    await database.query('delete from occwo_ledger');
    const skus = Array.from({ length: 20_000 }, (_, index) => `S-${index}`);
    await sqlLedger(database).begin({ account: 'ozon:1', kind: 'product' }, skus.map((sku) => ({ sku, hash: 'h' })), { id: 'r', at: 1 });
    const plan = async () => {
      const rows = await database.query<{ 'QUERY PLAN': string }>(`explain ${statements('postgres').read}`, ['ozon:1', 'product', JSON.stringify(skus.slice(0, 1000))]);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan()).toMatch(/Index Cond: .*sku = given\.sku/);
    await database.query('analyze occwo_ledger');
    expect(await plan()).toMatch(/Index Cond: .*sku = given\.sku/);
  });

  it('lets two processes write the same rows at once without one waiting for the other for good', async () => {
    const skus = Array.from({ length: 500 }, (_, index) => `S-${index}`);
    const scope = { account: 'ozon:2', kind: 'product' } as const;
    const ledgers = [sqlLedger(database), sqlLedger(database)];
    await Promise.all(ledgers.flatMap((ledger, index) => Array.from({ length: 10 }, async () => {
      const mine = index === 0 ? skus : skus.toReversed();
      await ledger.begin(scope, mine.map((sku) => ({ sku, hash: 'h' })), { id: `r${index}`, at: 1 });
      await ledger.settle(scope, mine.map((sku) => ({ sku, type: 'accepted', hash: 'h' })), { id: `r${index}`, at: 2 });
    })));
    expect(await ledgers[0]?.read(scope, skus)).toHaveLength(500);
  });
});

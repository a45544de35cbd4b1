import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { saga } from '../define/saga.js';
import { overClient } from '../database/postgres.js';
import { createSagas } from './sagas.js';

const order = saga<{ n: number }>('order').step('a', { run: ({ input }) => input.n, undo: 'nothing to undo' });

async function world(make: () => Promise<TestDatabase>) {
  const made = await make();
  const database = await made.open();
  const sagas = createSagas({ database, definitions: [order], pollMs: 20 });
  await sagas.work();
  const end = async () => {
    await sagas.stop();
    await database.close();
    await made.remove();
  };
  return { made, database, sagas, end };
}

function starting(name: string, make: () => Promise<TestDatabase>) {
  it(`exists if and only if the caller commits: ${name}`, async () => {
    const { database, sagas, end } = await world(make);
    const rolledBack = database.transaction(async (tx) => {
      await sagas.start(order, { key: 'lost', input: { n: 1 }, tx });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await sagas.get(order, 'lost')).toBeUndefined();
    const started = await database.transaction((tx) => sagas.start(order, { key: 'kept', input: { n: 2 }, tx }));
    expect(await started.finished({ timeoutMs: 5_000 })).toMatchObject({ status: 'completed', results: { a: 2 } });
    await end();
  });
}

const isServed = await hasPostgres();

describe('starting in the caller\'s transaction', () => {
  starting('SQLite', sqliteDatabase);
  describe.skipIf(!isServed)('with a server', () => {
    starting('PostgreSQL', postgresDatabase);

    it('works with a client of one\'s own', async () => {
      const { made, sagas, end } = await world(postgresDatabase);
      const client = new pg.Client({ connectionString: made.url });
      await client.connect();
      await client.query('begin');
      const started = await sagas.start(order, { key: 'own', input: { n: 3 }, tx: overClient(client) });
      expect(await sagas.get(order, 'own')).toBeUndefined();
      await client.query('commit');
      await client.end();
      expect(await started.finished({ timeoutMs: 5_000 })).toMatchObject({ status: 'completed', results: { a: 3 } });
      await end();
    });
  });
});

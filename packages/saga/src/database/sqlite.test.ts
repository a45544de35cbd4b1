import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from './database.js';

describe('the embedded database', () => {
  let made: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    made = await sqliteDatabase();
    database = await made.open();
    await database.query('create table thing (id integer primary key, name text)');
  });
  afterEach(async () => {
    await database.close();
    await made.remove();
  });
  const names = async () => (await database.query<{ name: string }>('select name from thing order by id')).map(({ name }) => name);

  it('survives a power cut: every commit is synced', async () => {
    expect(await database.query('pragma synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await database.query('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('takes parameters by number, and undefined and booleans', async () => {
    expect(await database.query('select $2 as b, $1 as a, $3 as c, $4 as d', ['x', 1, undefined, true])).toEqual([{ a: 'x', b: 1, c: null, d: 1 }]);
  });

  it('commits a transaction as a whole or not at all, one after the other', async () => {
    const told: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((name) => database.transaction(async (tx) => {
      tx.afterCommit(() => told.push(name));
      await tx.query('insert into thing (name) values ($1)', [`${name}1`]);
      await new Promise((resolve) => setImmediate(resolve));
      await tx.query('insert into thing (name) values ($1)', [`${name}2`]);
      if (name === 'b') throw new Error('no');
    }).catch(() => undefined)));
    expect(await names()).toEqual(['a1', 'a2', 'c1', 'c2']);
    expect(told).toEqual(['a', 'c']);
  });

  it('says so instead of waiting for itself, and closes a transaction for good', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      await expect(database.query('select 1')).rejects.toThrow('through the transaction');
      late = new Promise((resolve) => setImmediate(resolve)).then(() => tx.query('select 1'));
    });
    await expect(late).rejects.toThrow('over');
  });

  it('waits while another process writes', async () => {
    const other = await made.open();
    const order: string[] = [];
    await Promise.all([
      other.transaction(async (tx) => {
        await tx.query("insert into thing (name) values ('first')");
        for (let n = 0; n < 20; n++) await new Promise((resolve) => setImmediate(resolve));
        order.push('other');
      }),
      database.query("insert into thing (name) values ('second')").then(() => order.push('own')),
    ]);
    expect(order).toEqual(['other', 'own']);
    expect(await names()).toEqual(['first', 'second']);
    await other.close();
  });
});

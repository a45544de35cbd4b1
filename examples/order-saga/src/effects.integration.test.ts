import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@occwo/saga';
import type { Database } from '@occwo/saga';
import { doOnce, makeEffects, optimistically, takeBack } from './effects.js';

describe('what a participant keeps', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-effects-'));
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(path.join(folder, 'effects.sqlite'));
    await makeEffects(database);
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('does a thing once, and takes it back once', async () => {
    let balance = 10;
    const take = () => doOnce(database, 'k1', async () => ({ detail: String((balance -= 3)) }));
    const give = () => takeBack(database, 'k1', async () => void (balance += 3));
    expect([(await take()).is, (await take()).is, balance]).toEqual(['done', 'known', 7]);
    await give();
    await give();
    expect([balance, await take()]).toEqual([10, { is: 'refused', why: 'it was taken back before' }]);
  });

  it('leaves a mark where nothing was to take back, so that a late call does nothing', async () => {
    await takeBack(database, 'k2', async () => expect.unreachable());
    expect(await doOnce(database, 'k2', async () => expect.unreachable())).toEqual({ is: 'refused', why: 'it was taken back before' });
  });

  it('gives nothing back where somebody else has just done so', async () => {
    await doOnce(database, 'k3', async () => ({ detail: '' }));
    const overtaken: Database = {
      ...database,
      transaction: (work) =>
        database.transaction((tx) =>
          work({
            ...tx,
            query: async (sql, parameters) => {
              const rows = await tx.query(sql, parameters);
              // Between the reading and the writing another comes first.
              if (sql.startsWith('select')) await tx.query("update effect set version = version + 1 where order_key = 'k3'");
              return rows as never;
            },
          })),
    };
    await expect(takeBack(overtaken, 'k3', async () => expect.unreachable())).rejects.toThrow('somebody else');
  });

  it('writes over nothing that was changed since it was read, and tries again', async () => {
    const row = { version: 1, value: 'old' };
    let overtakes = 2;
    const write = async (read: { version: number }) => {
      if (overtakes-- > 0) row.version += 1;
      if (read.version !== row.version) return false;
      Object.assign(row, { version: row.version + 1, value: 'new' });
      return true;
    };
    expect(await optimistically(async () => ({ ...row }), write)).toBe(true);
    expect(row).toEqual({ version: 4, value: 'new' });
    await expect(optimistically(async () => ({ ...row }), async () => false)).rejects.toThrow('Too many changes');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LimitStore } from '@occwo/core/client';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { limitStore } from './limit-store.js';

const postgres = await hasPostgres();

describe.each([
  ['SQLite', sqliteDatabase, true],
  ['PostgreSQL', postgresDatabase, postgres],
] as const)('shares of limits on %s', (_, make, there) => {
  let made: TestDatabase;
  let databases: Database[];
  beforeAll(async () => {
    if (!there) return;
    made = await make();
    databases = [await made.open(), await made.open()];
  });
  afterAll(async () => {
    for (const database of databases ?? []) await database.close();
    await made?.remove();
  });
  const offer = (key: string, changes: object = {}) => ({ key, capacity: 10, drainMs: 1000, units: 0, clean: 0, dirty: 0, hungry: true, ...changes });

  it.skipIf(!there)('go from hand to hand without one made or lost, however many ask at once', async () => {
    const stores = databases.map(limitStore);
    const held = new Map<string, number>();
    const turn = async (store: LimitStore, worker: string, clean: number) => {
      const units = (held.get(worker) ?? 0) - clean;
      held.set(worker, units);
      const [answer] = await store.exchange(worker, [offer('all', { units, clean })], 60_000);
      held.set(worker, units + (answer?.gained ?? []).reduce((sum, each) => sum + each.units, 0));
      return answer;
    };
    const workers = ['a', 'b', 'c', 'd'];
    const round = (clean: (worker: string) => number) =>
      Promise.all(workers.map((worker, index) => turn(stores[index % 2] as LimitStore, worker, clean(worker))));
    await round(() => 0);
    for (let times = 0; times < 5; times += 1) {
      // Whoever has more than the fair share of two and a bit gives the rest back.
      await round((worker) => Math.max(0, (held.get(worker) ?? 0) - 2));
      expect([...held.values()].reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(10);
    }
    await round(() => 0);
    expect([...held.values()].sort()).toEqual([2, 2, 3, 3]);
  });

  it.skipIf(!there)('answer several limits in one turn, in their order, with times from now', async () => {
    const [store] = databases.map(limitStore) as [LimitStore];
    await store.exchange('a', [offer('x'), offer('y', { capacity: 3 })], 60_000);
    const [x, y] = await store.exchange('a', [offer('x', { units: 4, dirty: 6, hungry: false }), offer('y', { units: 3, capacity: 3 })], 60_000);
    expect(x).toEqual({ gained: [], owes: 0, lacks: 0 });
    expect(y).toEqual({ gained: [], owes: 0, lacks: 0 });
    const [again] = await store.exchange('b', [offer('x')], 60_000);
    expect(again?.gained.map(({ units }) => units)).toEqual([6]);
    expect(again?.gained[0]?.at).toBeGreaterThan(0);
    expect(again?.gained[0]?.at).toBeLessThanOrEqual(1000);
  });
});

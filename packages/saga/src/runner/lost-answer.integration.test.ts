import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@occwo/core';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { openStore } from '../store/sql-store.js';
import type { Store } from '../store/store.js';
import { Sagas } from './sagas.js';

const losing = new Set<keyof Store>(['append', 'release', 'claim', 'start', 'load', 'beat']);

/** Writes, and then does not say so; or does not even write. */
function forgetful(store: Store, random: () => number): { store: Store; lost: () => number } {
  let lost = 0;
  const proxy = new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name];
      if (typeof method !== 'function') return method;
      return async (...parameters: unknown[]) => {
        const fate = losing.has(name) ? random() : 1;
        if (fate < 0.04) throw new Error('the connection broke before');
        const answer = await (method as (...given: unknown[]) => Promise<unknown>).apply(target, parameters);
        if (fate < 0.12) {
          lost += 1;
          throw new Error('the connection broke behind the commit');
        }
        return answer;
      };
    },
  });
  return { store: proxy, lost: () => lost };
}

function losses(name: string, make: () => Promise<TestDatabase>): void {
  describe(`commits whose answers are lost: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
    });

    it('are read again: every saga ends, each call is made once', async () => {
      const { plain } = crashSagas(database);
      const { store, lost } = forgetful(openStore(database), seededRandom(7));
      const sagas = new Sagas({ store, definitions: [plain], leaseMs: 1_500, pollMs: 20, random: seededRandom(1) });
      const surely = async <Result>(work: () => Promise<Result>): Promise<Result> => work().catch(() => surely(work));
      await surely(() => sagas.work());
      const modes = ['ok', 'refuse', 'unknown'] as const;
      const keys = Array.from({ length: 60 }, (_, n) => ({ key: `lost-${n}`, mode: modes[n % 3] ?? 'ok' }));
      await Promise.all(keys.map(({ key, mode }) => surely(() => sagas.start(plain, { key, input: { mode } }))));
      const looking = new Sagas({ store: openStore(database), definitions: [plain] });
      for (const { key, mode } of keys) {
        const { status, timeline } = await looking.finished(plain, key, { timeoutMs: 30_000 });
        expect(status, JSON.stringify(timeline)).toBe(mode === 'ok' ? 'completed' : 'compensated');
        const calls = await database.query<{ action: string; n: number }>(
          'select action, count(*) as n from participant_call where saga = $1 group by action having count(*) > 1', [key]);
        // A worker that lives never calls again for a lost answer; only the step that fails on purpose is tried twice.
        const isTakenOver = timeline.some(({ kind }) => kind === 'takeover');
        if (!isTakenOver) expect(calls.map(({ action, n }) => [action, Number(n)]), key).toEqual(mode === 'unknown' ? [['ship:run', 2]] : []);
      }
      expect(lost()).toBeGreaterThan(20);
      await looking.stop();
      await surely(() => sagas.stop());
    });
  });
}

losses('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => losses('PostgreSQL', postgresDatabase));

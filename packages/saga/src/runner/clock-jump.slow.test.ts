import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { saga } from '../define/saga.js';
import { createSagas } from './sagas.js';
import type { SagaEvent } from './runtime.js';

const hourMs = 3_600_000;
const waitMs = 700;

/** A worker's wall clock that goes mad: an hour forth, an hour back, at every look. Only what is monotonic can be relied on. */
function madClock(): Clock {
  let looks = 0;
  return { ...systemClock, now: () => systemClock.now() + (++looks % 2 === 0 ? hourMs : -hourMs) };
}

/** Everything that waits: a pause between attempts, a sleep, a wait with a time, and a deadline that is further off. */
const order = (calls: string[]) =>
  saga<string>('order', 1, { deadlineMs: hourMs / 2 })
    .step('a', {
      undo: 'nothing to undo', backoff: { firstMs: waitMs, jitter: 0 },
      run: ({ key, attempt }) => {
        calls.push(key);
        if (attempt === 1) throw new Error('not yet');
      },
    })
    .sleep('b', waitMs)
    .wait('c', { timeoutMs: waitMs, onTimeout: 'continue' })
    .step('d', { run: ({ key }) => void calls.push(key), undo: 'nothing to undo' });

function jumps(name: string, make: () => Promise<TestDatabase>): void {
  describe(`clocks that jump: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
    });

    it.each([['kept in memory', 60_000], ['given back', 0]] as const)('a worker\'s own changes nothing: no early and no late expiry, %s', async (held, holdMs) => {
      const calls: string[] = [];
      const events: SagaEvent[] = [];
      const definition = order(calls);
      const options = { database, definitions: [definition], leaseMs: 1_000, pollMs: 20, holdMs, onEvent: (event: SagaEvent) => void events.push(event) };
      // Two workers, so that a lease taken for over would be seen as a takeover.
      const [mad, sane] = [createSagas({ ...options, clock: madClock() }), createSagas({ ...options, concurrency: 0 })];
      await mad.work();
      await sane.work();
      const { timeline, status, created, ended } = await (await mad.start(definition, { key: held, input: '' })).finished({ timeoutMs: 20_000 });
      expect(status, JSON.stringify(timeline)).toBe('completed');
      expect(calls).toEqual([1, 1].map(() => `order/${held}/a/run`).concat(`order/${held}/d/run`));
      for (const step of ['a', 'b', 'c']) {
        const [first, second] = timeline.filter((entry) => entry.step === step);
        expect((second?.at ?? 0) - (first?.at ?? 0), step).toBeGreaterThanOrEqual(waitMs - 1);
        expect((second?.at ?? 0) - (first?.at ?? 0), step).toBeLessThan(waitMs + 5_000);
      }
      expect((ended ?? 0) - created).toBeLessThan(15_000);
      expect(timeline.some(({ kind }) => kind === 'takeover' || kind === 'deadline')).toBe(false);
      expect(events.filter(({ type }) => type === 'lease-lost' || type === 'takeover')).toEqual([]);
      await mad.stop();
      await sane.stop();
    });

    it('the database\'s own, an hour ahead, ends every lease at once: taken over, fenced, ended, no call of a live step lost', { timeout: 30_000 }, async () => {
      let open = () => {};
      const gate = new Promise<void>((resolve) => (open = resolve));
      const calls: number[] = [];
      const slow = saga<string>('slow')
        .step('a', { undo: 'nothing to undo', run: async ({ fence }) => { calls.push(fence); if (calls.length === 1) await gate; return fence; } });
      const [first, second] = [0, 1].map(() => createSagas({ database, definitions: [slow], leaseMs: 20_000, pollMs: 20 }));
      await first?.work();
      await first?.start(slow, { key: 'k', input: '' });
      // A clock that goes an hour ahead is the same as stored times that are an hour old.
      const past = database.dialect === 'postgres' ? "expires - interval '1 hour'" : `expires - ${hourMs}`;
      await database.query(`update saga_worker set expires = ${past}`);
      await second?.work();
      const state = await second?.finished(slow, 'k', { timeoutMs: 20_000 });
      expect(state).toMatchObject({ status: 'completed', results: { a: 2 } });
      open();
      // The first worker finds out at its next beat, or by its write being refused; either way what is written stays.
      await first?.stop({ drainMs: 1_000 });
      expect((await second?.get(slow, 'k'))?.timeline).toEqual(state?.timeline);
      expect(calls).toEqual([1, 2]);
      await second?.stop();
    });
  });
}

jumps('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => jumps('PostgreSQL', postgresDatabase));

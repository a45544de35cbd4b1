import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { seededRandom } from '@occwo/core';
import { saga } from '../define/saga.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { Sagas } from './sagas.js';

const forever = new Promise<never>(() => {});
const innocents = 12;

describe('a saga whose call kills its worker, every time', () => {
  it('is parked alone: those that were beside it get on', async () => {
    const clock = fakeClock();
    const store = memoryStore(clock);
    const random = seededRandom(3);
    let deaths = 0;
    const begin = async () => {
      const process = { dead: false };
      const mortal = new Proxy(store, {
        get(target, name: keyof Store) {
          const method = target[name];
          if (typeof method !== 'function') return method;
          return async (...parameters: unknown[]) => (process.dead ? forever : (method as (...given: unknown[]) => Promise<unknown>)(...parameters));
        },
      });
      const order = saga<{ kills: boolean }>('order').step('a', {
        undo: 'nothing to undo',
        run: async ({ input }) => {
          if (process.dead) return forever;
          if (input.kills) {
            process.dead = true;
            deaths += 1;
            return forever;
          }
          // Longer than the guilty one leaves its worker to live.
          await new Promise<void>((resolve) => clock.schedule(resolve, 700));
          return process.dead ? forever : 'done';
        },
      });
      const sagas = new Sagas({ store: mortal, definitions: [order], clock, random, leaseMs: 3_000, pollMs: 200 });
      void sagas.work();
      await clock.advance(0);
      return { process, sagas, order };
    };
    let worker = await begin();
    const outside = new Sagas({ store, definitions: [worker.order], clock, random });
    for (let n = 0; n < innocents; n++) await outside.start(worker.order, { key: `innocent-${n}`, input: { kills: false } });
    await outside.start(worker.order, { key: 'guilty', input: { kills: true } });
    const rows = () => store.list({ limit: 100 });
    for (let turn = 0; turn < 20_000 && (await rows()).some(({ status }) => status === 'running'); turn++) {
      if (worker.process.dead) worker = await begin();
      await clock.advance(500);
    }
    const ends = new Map((await rows()).map(({ key, status }) => [key, status]));
    expect(ends.get('guilty')).toBe('stuck');
    expect([...ends].filter(([key, status]) => key !== 'guilty' && status !== 'completed')).toEqual([]);
    expect(deaths).toBe(20);
  });
});

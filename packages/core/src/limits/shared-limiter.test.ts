import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalBucket } from '../sandbox/arrival-bucket.js';
import { slidingLog } from '../sandbox/sliding-log.js';
import { fakeClock } from '../testing/fake-clock.js';
import { seededRandom } from '../time/random.js';
import { sleep } from '../time/sleep.js';
import type { Clock } from '../time/clock.js';
import type { LimitWindow } from './limit.js';
import type { LimitStore } from './limit-store.js';
import { exchangeShares } from './share-exchange.js';
import type { ShareState } from './share-exchange.js';
import { sharedLimiter } from './shared-limiter.js';

/** A store in memory, with a round trip of 3 ms; `broken` makes turns fail, half of them after they took effect. */
function memoryStore(clock: Clock, broken: () => boolean = () => false): LimitStore & { turns: number } {
  const states = new Map<string, ShareState>();
  const random = seededRandom(5);
  return {
    turns: 0,
    async exchange(worker, offers, leaseMs) {
      this.turns += 1;
      await sleep(clock, 2);
      const fails = broken();
      if (fails && random() < 0.5) throw new Error('the store is away');
      const now = clock.monotonic();
      const answers = offers.map((offer) => {
        const { state, answer } = exchangeShares(states.get(offer.key), offer, worker, now, leaseMs);
        states.set(offer.key, state);
        return { ...answer, gained: answer.gained.map(({ units, at }) => ({ units, at: Math.max(0, at - now) })) };
      });
      await sleep(clock, 1);
      if (fails) throw new Error('the answer was lost');
      return answers;
    },
  };
}

interface Drive {
  readonly window: LimitWindow;
  readonly processes: number;
  readonly runMs: number;
  readonly broken?: () => boolean;
}

/** Processes that work as fast as they are let, against a marketplace that counts exactly. */
async function drive({ window, processes, runMs, broken }: Drive) {
  const clock = fakeClock();
  const store = memoryStore(clock, broken);
  const server = window.burst === undefined ? slidingLog(window) : arrivalBucket(window, 0);
  const done = Array.from({ length: processes }, () => 0);
  let refused = 0;
  const limiters = done.map((_, index) => sharedLimiter({ store, worker: `w${index}`, clock }));
  const work = async (index: number) => {
    while (clock.monotonic() < runMs) {
      const lease = await limiters[index]?.acquire({
        buckets: [{ key: 'k', name: 'k', windows: [window], weights: [1] }], priority: 'normal', deadlineAt: Number.POSITIVE_INFINITY,
      });
      await sleep(clock, 2);
      if (server.waitMs(1, clock.monotonic()) > 0) refused += 1;
      else server.take(1, clock.monotonic());
      done[index] = (done[index] ?? 0) + 1;
      await sleep(clock, 2);
      lease?.release();
    }
  };
  await clock.run(Promise.all(done.flatMap((_, index) => Array.from({ length: 8 }, () => work(index)))));
  const total = done.reduce((sum, each) => sum + each, 0);
  return { total, refused, done, turns: store.turns };
}

describe('processes that share an account', () => {
  it('keep a sliding window to its edge, together, without a refusal, and far below a round trip a call', async () => {
    const { total, refused, done, turns } = await drive({ window: { count: 50, periodMs: 1000 }, processes: 4, runMs: 60_000 });
    expect(refused).toBe(0);
    expect(total).toBeGreaterThanOrEqual(0.95 * 50 * 60);
    expect(Math.min(...done)).toBeGreaterThan(0.2 * total);
    expect(turns).toBeLessThan(total / 10);
  });

  it('keep a token bucket to its edge', async () => {
    const { total, refused } = await drive({ window: { count: 300, periodMs: 60_000, burst: 20 }, processes: 4, runMs: 60_000 });
    expect(refused).toBe(0);
    expect(total).toBeGreaterThanOrEqual(0.95 * 300);
  });

  it('are never refused, however many they are and however the store fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ count: fc.integer({ min: 1, max: 30 }), periodMs: fc.integer({ min: 200, max: 4_000 }), burst: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }) }),
        fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 }), fc.integer(),
        async ({ count, periodMs, burst }, processes, failures, seed) => {
          const random = seededRandom(seed);
          const window = { count, periodMs, ...(burst !== undefined && { burst }) };
          const { refused } = await drive({ window, processes, runMs: 20_000, broken: () => random() < failures / 10 });
          expect(refused).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('pass the only unit of a limit on when its holder rests', async () => {
    const { total, refused, done } = await drive({ window: { count: 60, periodMs: 60_000, burst: 1 }, processes: 2, runMs: 60_000 });
    expect(refused).toBe(0);
    expect(total).toBeGreaterThanOrEqual(0.95 * 60);
    expect(Math.min(...done)).toBeGreaterThan(0);
  });
});

describe('exchangeShares', () => {
  const offer = { key: 'k', capacity: 10, drainMs: 1000, units: 0, clean: 0, dirty: 0, hungry: true };
  const heldAndPooled = (state: ShareState) =>
    [...Object.values(state.holders), ...state.pool].reduce((sum, { units }) => sum + units, 0);

  it('never makes or loses a unit', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ worker: fc.constantFrom('a', 'b', 'c'), hungry: fc.boolean(), give: fc.nat(10), after: fc.nat(40_000) }), { maxLength: 40 }), (script) => {
        let state: ShareState | undefined;
        let now = 0;
        for (const { worker, hungry, give, after } of script) {
          now += after;
          const held = state?.holders[worker];
          const units = held && held.expiresAt > now ? held.units : 0;
          if (held && units === 0) state = { pool: [...(state?.pool ?? []), { units: held.units, at: now }], holders: omit(state?.holders ?? {}, worker) };
          const dirty = Math.min(give, units);
          state = exchangeShares(state, { ...offer, units: units - dirty, dirty, hungry }, worker, now, 15_000).state;
          expect(heldAndPooled(state)).toBe(10);
        }
      }),
    );
  });

  it('keeps the units of a process that died back until they are as good as unused', () => {
    const first = exchangeShares(undefined, offer, 'a', 0, 5_000);
    expect(first.answer.gained).toEqual([{ units: 10, at: 0 }]);
    const early = exchangeShares(first.state, offer, 'b', 4_000, 5_000);
    expect(early.answer).toMatchObject({ gained: [], lacks: 5 });
    const late = exchangeShares(early.state, offer, 'b', 6_000, 5_000);
    expect(late.answer.gained).toEqual([{ units: 10, at: 6_000 }]);
  });
});

function omit(holders: ShareState['holders'], worker: string): ShareState['holders'] {
  return Object.fromEntries(Object.entries(holders).filter(([name]) => name !== worker));
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalBucket } from '../sandbox/arrival-bucket.js';
import { slidingLog } from '../sandbox/sliding-log.js';
import { fakeClock } from '../testing/fake-clock.js';
import { sleep } from '../time/sleep.js';
import type { LimitWindow } from './limit.js';
import type { LimitRequest } from './limiter.js';
import { memoryLimiter } from './memory-limiter.js';

const window = fc.record({
  count: fc.integer({ min: 1, max: 20 }),
  periodMs: fc.integer({ min: 100, max: 5_000 }),
});
const weights = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 });

async function admissions(limit: LimitWindow, costs: readonly number[]): Promise<{ at: number; weight: number }[]> {
  const clock = fakeClock();
  const limiter = memoryLimiter({ clock });
  const admitted: { at: number; weight: number }[] = [];
  const request = (weight: number): LimitRequest => ({
    buckets: [{ key: 'k', name: 'k', windows: [limit], weights: [weight] }], priority: 'normal', deadlineAt: Number.POSITIVE_INFINITY,
  });
  await clock.run(
    Promise.all(
      costs.map(async (weight) => {
        const lease = await limiter.acquire(request(weight));
        admitted.push({ at: clock.monotonic(), weight });
        lease.release();
      }),
    ),
  );
  return admitted;
}

describe('a sliding window', () => {
  it('never lets more than its count into any stretch of its period', async () => {
    await fc.assert(
      fc.asyncProperty(window, weights, async (limit, costs) => {
        const small = costs.map((cost) => Math.min(cost, limit.count));
        const admitted = await admissions(limit, small);
        expect(admitted).toHaveLength(small.length);
        for (const { at } of admitted) {
          const within = admitted.filter((other) => other.at >= at && other.at < at + limit.periodMs);
          expect(within.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(limit.count);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is never idle while work waits and there is room: the whole queue is through in the least number of periods, and 1 %', async () => {
    await fc.assert(
      fc.asyncProperty(window, fc.integer({ min: 1, max: 60 }), async (limit, calls) => {
        const admitted = await admissions(limit, Array.from({ length: calls }, () => 1));
        const periods = Math.ceil(calls / limit.count) - 1;
        expect(admitted.at(-1)?.at).toBeLessThanOrEqual(periods * (limit.periodMs * 1.01 + 2));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a token bucket', () => {
  it('never lets more through than burst + rate × time', async () => {
    await fc.assert(
      fc.asyncProperty(window, fc.integer({ min: 1, max: 10 }), weights, async (limit, burst, costs) => {
        const small = costs.map((cost) => Math.min(cost, burst));
        const admitted = await admissions({ ...limit, burst }, small);
        let spent = 0;
        for (const { at, weight } of admitted) {
          spent += weight;
          expect(spent).toBeLessThanOrEqual(burst + (at * limit.count) / limit.periodMs + 1e-6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** A marketplace that counts a request at some moment between its leaving and its answer, and refuses what is too much. */
function refusals(limit: LimitWindow, meter: ReturnType<typeof slidingLog>, script: readonly { weight: number; thereMs: number; backMs: number }[]) {
  const clock = fakeClock();
  const limiter = memoryLimiter({ clock });
  let refused = 0;
  const call = async ({ weight, thereMs, backMs }: (typeof script)[number]) => {
    const lease = await limiter.acquire({
      buckets: [{ key: 'k', name: 'k', windows: [limit], weights: [weight] }], priority: 'normal', deadlineAt: Number.POSITIVE_INFINITY,
    });
    await sleep(clock, thereMs);
    if (meter.waitMs(weight, clock.monotonic()) > 0) refused += 1;
    else meter.take(weight, clock.monotonic());
    await sleep(clock, backMs);
    lease.release();
  };
  return clock.run(Promise.all(script.map(call))).then(() => refused);
}

describe('against a marketplace at an uneven distance', () => {
  const trip = fc.record({ weight: fc.integer({ min: 1, max: 3 }), thereMs: fc.integer({ min: 0, max: 300 }), backMs: fc.integer({ min: 0, max: 300 }) });

  it('is never refused by a sliding window', async () => {
    await fc.assert(
      fc.asyncProperty(window, fc.array(trip, { minLength: 1, maxLength: 40 }), async (limit, trips) => {
        const script = trips.map((each) => ({ ...each, weight: Math.min(each.weight, limit.count) }));
        expect(await refusals(limit, slidingLog(limit), script)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('is never refused by a token bucket', async () => {
    await fc.assert(
      fc.asyncProperty(window, fc.integer({ min: 1, max: 10 }), fc.array(trip, { minLength: 1, maxLength: 40 }), async (limit, burst, trips) => {
        const bucket = { ...limit, burst };
        const script = trips.map((each) => ({ ...each, weight: Math.min(each.weight, burst) }));
        expect(await refusals(bucket, arrivalBucket(bucket, 0), script)).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe('calls that draw from several buckets at once', () => {
  const call = fc.record({
    draws: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }), weight: fc.integer({ min: 1, max: 4 }), comesAfterMs: fc.nat(300), takesMs: fc.nat(200),
    priority: fc.constantFrom('interactive', 'normal', 'background'),
  });

  it('all get through, and step over none of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(window, { minLength: 4, maxLength: 4 }), fc.array(call, { minLength: 1, maxLength: 40 }), async (windows, calls) => {
        const clock = fakeClock();
        const limiter = memoryLimiter({ clock });
        const taken: { bucket: number; at: number; weight: number }[] = [];
        let at = 0;
        const one = async ({ draws, weight, takesMs, priority }: (typeof calls)[number], startsAt: number) => {
          await sleep(clock, startsAt);
          const uses = draws.map((bucket) => ({ bucket, weight: Math.min(weight, windows[bucket]?.count ?? 1) }));
          const lease = await limiter.acquire({
            buckets: uses.map(({ bucket, weight: own }) => ({ key: `b${bucket}`, name: `b${bucket}`, windows: [windows[bucket] as LimitWindow], weights: [own] })),
            priority: priority as LimitRequest['priority'], deadlineAt: Number.POSITIVE_INFINITY,
          });
          for (const use of uses) taken.push({ ...use, at: clock.monotonic() });
          await sleep(clock, takesMs);
          lease.release();
        };
        await clock.run(Promise.all(calls.map((each) => one(each, (at += each.comesAfterMs)))));
        expect(taken).toHaveLength(calls.reduce((sum, { draws }) => sum + draws.length, 0));
        for (const first of taken) {
          const { count, periodMs } = windows[first.bucket] as LimitWindow;
          const within = taken.filter((other) => other.bucket === first.bucket && other.at >= first.at && other.at < first.at + periodMs);
          expect(within.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(count);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the limiter', () => {
  const limit: LimitWindow = { count: 1, periodMs: 1000 };
  const request = (changes: Partial<LimitRequest> = {}): LimitRequest => ({
    buckets: [{ key: 'k', name: 'k', windows: [limit], weights: [1] }], priority: 'normal', deadlineAt: Number.POSITIVE_INFINITY, ...changes,
  });

  it('refuses at once what cannot meet its deadline', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    await limiter.acquire(request());
    await expect(limiter.acquire(request({ deadlineAt: 500 }))).rejects.toMatchObject({ code: 'deadline' });
    expect(clock.monotonic()).toBe(0);
  });

  it('keeps no more than the parallel number under way and wakes the next on release', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const wide = () => request({ buckets: [{ key: 'p', name: 'p', windows: [], weights: [], parallel: 2 }] });
    const first = await limiter.acquire(wide());
    await limiter.acquire(wide());
    let third = false;
    const waiting = limiter.acquire(wide()).then(() => (third = true));
    await clock.advance(60_000);
    expect(third).toBe(false);
    first.release();
    await waiting;
    expect(limiter.state()).toMatchObject([{ key: 'p', underWay: 2, waiting: 0 }]);
  });

  it('believes the marketplace: a block holds everything back, a smaller count is taken over', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    (await limiter.acquire(request())).release();
    limiter.block('k', clock.monotonic() + 5_000);
    const blocked = limiter.acquire(request());
    await clock.run(blocked);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(5_000);
    limiter.correct('k', 0);
    expect(limiter.state()[0]?.room).toBe(0);
  });

  it('shares one bucket between lanes of different operations', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const own = (name: string) => request({ buckets: [request().buckets[0]!, { key: name, name, windows: [{ count: 9, periodMs: 1000 }], weights: [1] }] });
    const times: number[] = [];
    await clock.run(Promise.all(['a', 'b', 'c'].map((name) => limiter.acquire(own(name)).then((lease) => (lease.release(), times.push(clock.monotonic()))))));
    expect(times[0]).toBe(0);
    expect(times[1]).toBeGreaterThanOrEqual(1000);
    expect(times[2]).toBeGreaterThanOrEqual(2000);
  });

  it('does not let light calls starve a heavy one that draws from the same bucket', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const bucket: LimitWindow = { count: 10, periodMs: 1000 };
    const use = (own: string, weight: number) => request({
      buckets: [{ key: 'shared', name: 'shared', windows: [bucket], weights: [weight] }, { key: own, name: own, windows: [{ count: 1000, periodMs: 1000 }], weights: [1] }],
    });
    const order: string[] = [];
    const call = async (name: string, weight: number) => {
      const lease = await limiter.acquire(use(name, weight));
      order.push(name);
      lease.release();
    };
    const calls = Array.from({ length: 10 }, () => call('light', 1));
    calls.push(call('heavy', 10));
    calls.push(...Array.from({ length: 50 }, () => call('light', 1)));
    await clock.run(Promise.all(calls));
    expect(order.indexOf('heavy')).toBe(10);
  });

  it('does not let a call that waits for a slow limit of its own hold up a fast one that it shares', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const shared = { key: 'all', name: 'all', windows: [{ count: 50, periodMs: 1000 }], weights: [1] };
    const slow = { key: 'slow', name: 'slow', windows: [{ count: 2, periodMs: 60_000 }], weights: [1] };
    const done = { fast: 0, slow: 0 };
    const work = async (name: 'fast' | 'slow', buckets: LimitRequest['buckets']) => {
      while (clock.monotonic() < 30_000) {
        const lease = await limiter.acquire(request({ buckets }));
        done[name] += 1;
        await sleep(clock, 5);
        lease.release();
      }
    };
    void Promise.all(Array.from({ length: 8 }, () => work('slow', [shared, slow])));
    await clock.run(Promise.all(Array.from({ length: 60 }, () => work('fast', [shared]))));
    expect(done.slow).toBe(2);
    expect(done.fast).toBeGreaterThan(0.97 * 50 * 30);
  });

  it('lets interactive calls overtake, and background ones through in the end', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const order: string[] = [];
    const call = async (name: string, priority: LimitRequest['priority']) => {
      const lease = await limiter.acquire(request({ priority }));
      order.push(name);
      lease.release();
    };
    const background = call('first', 'normal').then(() => call('background', 'background'));
    const flood = (async () => {
      // Two calls a second for a limit of one: the line never empties by itself.
      for (let second = 0; second < 700 && !order.includes('background'); second += 1) {
        void call('interactive', 'interactive');
        void call('interactive', 'interactive');
        await sleep(clock, 1000);
      }
    })();
    await clock.run(Promise.all([background, flood]));
    expect(order).toContain('background');
  });

  it('tells from the line ahead that a deadline cannot be met', async () => {
    const clock = fakeClock();
    const limiter = memoryLimiter({ clock });
    const leases = Array.from({ length: 5 }, () => limiter.acquire(request()).then((lease) => lease.release()));
    await expect(limiter.acquire(request({ deadlineAt: 3_000 }))).rejects.toMatchObject({ code: 'deadline' });
    expect(clock.monotonic()).toBe(0);
    await clock.run(Promise.all(leases));
  });
});

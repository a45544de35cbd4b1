import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.js';
import type { ApiErrorCode } from '../errors/api-error.js';
import { NetworkError, RefusedError, ValidationError } from '../errors/local-errors.js';
import type { Idempotency } from '../client/operation.js';
import { fakeClock } from '../testing/fake-clock.js';
import { pollUntil } from './poll-until.js';
import { RetryBudget } from './retry-budget.js';
import { retryDecision, retryWaitMs } from './retry-decision.js';

const api = (code: ApiErrorCode, status: number, retryAfterMs?: number) =>
  new ApiError('no', { code, status, retryAfterMs, marketplace: 'sample', operation: 'things.set', attempt: 1 });

const safe: Idempotency[] = ['read', 'set', 'upsert'];
const unsafe: Idempotency[] = ['create', 'transition', 'job'];

describe('retryDecision', () => {
  it.each([...safe, ...unsafe])('repeats a refusal for speed and a request that never left, also for %s', (kind) => {
    expect(retryDecision(api('rate-limited', 429), kind)).toBe('again');
    expect(retryDecision(new NetworkError('refused', { sent: false }), kind)).toBe('again');
    expect(retryDecision(new RefusedError('open', { code: 'breaker-open', retryAfterMs: 1, hint: '' }), kind)).toBe('again');
  });

  it.each(safe)('repeats %s after a lost answer, a 5xx and an answer that is cut off', (kind) => {
    for (const error of [new NetworkError('reset', { sent: true }), api('server-error', 502), api('unreadable-reply', 200)]) {
      expect(retryDecision(error, kind)).toBe('again');
    }
  });

  it.each(unsafe)('never repeats %s after a lost answer, a 5xx or an answer that is cut off', (kind) => {
    for (const error of [new NetworkError('reset', { sent: true }), api('server-error', 502), api('unreadable-reply', 200)]) {
      expect(retryDecision(error, kind)).toBe('unknown');
    }
  });

  it.each([...safe, ...unsafe])('takes a refusal as final, for %s', (kind) => {
    for (const error of [api('invalid-request', 400), api('unauthorized', 401), api('conflict', 409), new ValidationError('x', []), new TypeError('bug')]) {
      expect(retryDecision(error, kind)).toBe('final');
    }
  });
});

describe('retryWaitMs', () => {
  it('takes the marketplace\'s word, and its own growing guess without one', () => {
    expect(retryWaitMs(api('rate-limited', 429, 7_000), 1, () => 0)).toBe(7_000);
    expect(retryWaitMs(api('server-error', 500), 1, () => 1)).toBe(550);
    expect(retryWaitMs(api('server-error', 500), 4, () => 1)).toBe(4_050);
    expect(retryWaitMs(api('server-error', 500), 40, () => 1)).toBe(30_050);
  });

  it('does not trust a wait of more than a day', () => {
    expect(retryWaitMs(api('rate-limited', 429, 10 * 86_400_000), 1, () => 1)).toBe(550);
  });
});

describe('the retry budget', () => {
  it('pays for 20 repeats in a row, and for one more after five successes', () => {
    const budget = new RetryBudget();
    expect(Array.from({ length: 21 }, () => budget.spend()).filter(Boolean)).toHaveLength(20);
    for (let success = 0; success < 5; success += 1) budget.refund();
    expect([budget.spend(), budget.spend()]).toEqual([true, false]);
  });
});

describe('pollUntil', () => {
  it('asks at once, then in growing pauses, until there is an answer', async () => {
    const clock = fakeClock();
    const asked: number[] = [];
    const answer = await clock.run(pollUntil({ clock, deadlineMs: 60_000, intervalMs: 100, growth: 2 }, async () => {
      asked.push(clock.monotonic());
      return asked.length === 6 ? 'done' : undefined;
    }));
    expect(answer).toBe('done');
    expect(asked).toEqual([0, 100, 300, 700, 1500, 2500]);
  });

  it('ends at the deadline with a refusal that says how long it asked', async () => {
    const clock = fakeClock();
    const polled = pollUntil({ clock, deadlineMs: 1_000, intervalMs: 300 }, async () => undefined);
    await expect(clock.run(polled)).rejects.toMatchObject({ code: 'deadline', message: 'no result after 1 s of asking' });
  });
});

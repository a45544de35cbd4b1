import { describe, expect, it } from 'vitest';
import { limitWaitMs, readFeedback, untilMs } from './feedback.js';

const now = Date.parse('2026-03-01T10:00:00Z');
const reply = (headers: Record<string, string>) => ({ status: 200, headers, body: new Uint8Array() });

describe('untilMs', () => {
  it('measures from the date of the answer, not from our clock', () => {
    const headers = { 'x-ratelimit-resource-until': 'Tue, 09 Jan 2024 14:05:00 GMT', date: 'Tue, 09 Jan 2024 14:04:20 GMT' };
    expect(untilMs(headers, now)).toBe(40_000);
  });

  it('takes our clock where the answer has no date, and never goes below zero', () => {
    expect(untilMs({ 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:00:30 GMT' }, now)).toBe(30_000);
    expect(untilMs({ 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 09:00:00 GMT' }, now)).toBe(0);
  });

  it('gives nothing for a missing or unreadable date', () => {
    expect(untilMs({}, now)).toBeUndefined();
    expect(untilMs({ 'x-ratelimit-resource-until': 'tomorrow' }, now)).toBeUndefined();
  });
});

describe('readFeedback', () => {
  it('reads limit and remaining, and no wait while something is left', () => {
    const headers = { 'x-ratelimit-resource-limit': '600', 'x-ratelimit-resource-remaining': '599', 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:01:00 GMT' };
    expect(readFeedback(reply(headers), now)).toEqual({ limit: 600, remaining: 599 });
  });

  it('waits until the stated moment when nothing is left', () => {
    const headers = { 'x-ratelimit-resource-limit': '600', 'x-ratelimit-resource-remaining': '0', 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:01:00 GMT' };
    expect(readFeedback(reply(headers), now)).toEqual({ limit: 600, remaining: 0, retryAfterMs: 60_000 });
  });

  it('says nothing about an answer without the headers or with broken ones', () => {
    expect(readFeedback(reply({}), now)).toBeUndefined();
    expect(readFeedback(reply({ 'x-ratelimit-resource-limit': 'many', 'x-ratelimit-resource-remaining': '-1' }), now)).toBeUndefined();
  });
});

describe('limitWaitMs', () => {
  const headers = { 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 11:00:00 GMT' };

  it('does not wait an hour because of too many requests at once', () => {
    expect(limitWaitMs(headers, 'Hit rate limit of 4 parallel requests for campaignId 21001', now)).toBeUndefined();
    expect(limitWaitMs(headers, 'Hit rate limit of 100 requests per 1 hour for resource v2/warehouses', now)).toBe(3_600_000);
  });
});

import { describe, expect, it } from 'vitest';
import { readFeedback } from './read-feedback.js';

const reply = (status: number, headers: Record<string, string>) => ({ status, headers, body: new Uint8Array() });

describe('readFeedback', () => {
  it('reads what is left of the burst on every answer but 429', () => {
    expect(readFeedback(reply(200, { 'x-ratelimit-remaining': '4' }))).toEqual({ remaining: 4 });
    expect(readFeedback(reply(409, { 'x-ratelimit-remaining': '0' }))).toEqual({ remaining: 0 });
  });

  it('reads seconds of a 429 as milliseconds, and the burst', () => {
    const headers = { 'x-ratelimit-retry': '2', 'x-ratelimit-limit': '10', 'x-ratelimit-reset': '29' };
    expect(readFeedback(reply(429, headers))).toEqual({ remaining: 0, retryAfterMs: 2000, limit: 10 });
  });

  it('falls back to Retry-After and then to the reset', () => {
    expect(readFeedback(reply(429, { 'retry-after': '3' }))).toEqual({ remaining: 0, retryAfterMs: 3000 });
    expect(readFeedback(reply(429, { 'x-ratelimit-reset': '9' }))).toEqual({ remaining: 0, retryAfterMs: 9000 });
  });

  it.each([{}, { 'x-ratelimit-remaining': '' }, { 'x-ratelimit-remaining': 'many' }])('says nothing of %j', (headers) => {
    expect(readFeedback(reply(200, headers as Record<string, string>))).toBeUndefined();
  });
});

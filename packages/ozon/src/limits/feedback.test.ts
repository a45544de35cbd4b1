import { describe, expect, it } from 'vitest';
import { readFeedback, retryAfterMs } from './feedback.js';

const head = (status: number, headers: Record<string, string>) => ({ status, headers });

describe('limit headers', () => {
  it('tells what is left of the method', () => {
    expect(readFeedback(head(200, { 'ratelimit-remaining': '41' }))).toEqual({ remaining: 41 });
  });
  it('tells how long a refusal lasts', () => {
    expect(readFeedback(head(429, { 'retry-after': '3', 'ratelimit-remaining': '0' }))).toEqual({ remaining: 0, retryAfterMs: 3000 });
    expect(readFeedback(head(429, { 'item-retry-after': '2', 'item-rate-limit-remaining': '10' }))).toEqual({ retryAfterMs: 120_000 });
  });
  it('is silent without headers, and on nonsense', () => {
    expect(readFeedback(head(200, {}))).toBeUndefined();
    expect(readFeedback(head(200, { 'retry-after': '3' }))).toBeUndefined();
    expect(retryAfterMs(head(429, { 'retry-after': 'soon' }))).toBeUndefined();
  });
});

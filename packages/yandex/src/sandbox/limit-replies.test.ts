import { describe, expect, it } from 'vitest';
import { operationIndex } from '@occwo/core/client';
import { fakeClock } from '@occwo/core/testing';
import { operations } from '../generated/operations.js';
import type { Cabinet } from './cabinet.js';
import { limitHeaders, limitReached } from './limit-replies.js';

const clock = fakeClock(Date.UTC(2026, 2, 1, 10));
const cabinet = { businessId: 7, campaignId: 8 } as Cabinet;
const messageOf = (route: string, state: { limit: number; remaining: number; retryAfterMs: number }) => {
  const { status, body } = limitReached(cabinet, clock, { resetMs: 0, ...state }, operationIndex(operations).byRoute(route));
  expect(status).toBe(420);
  return (body as { errors: { message: string }[] }).errors[0]?.message;
};

describe('limitReached', () => {
  it.each([
    ['POST /v2/categories/tree', 50, 'Hit rate limit of 50 requests per 1 hour for resource v2/categories/tree'],
    ['POST /v2/reports/united-orders/generate', 1, 'Hit rate limit of 1 requests per 2 minute for resource v2/reports/united-orders/generate'],
  ])('names limit, period and resource of %s', (route, limit, message) => {
    expect(messageOf(route, { limit, remaining: 0, retryAfterMs: 5000 })).toBe(message);
  });

  it.each([
    ['PUT /v2/campaigns/{campaignId}/offers/stocks', 'Hit rate limit of 4 parallel requests for campaignId 8'],
    ['GET /v2/campaigns/{campaignId}/orders', 'Hit rate limit of 6 parallel requests for campaignId 8'],
    ['POST /v2/businesses/{businessId}/settings', 'Hit rate limit of 4 parallel requests for businessId 7'],
  ])('tells too many requests at once from too many in a period: %s', (route, message) => {
    expect(messageOf(route, { limit: 100, remaining: 90, retryAfterMs: 1 })).toBe(message);
  });
});

describe('limitHeaders', () => {
  it('rounds the moment to wait for up to whole seconds, the precision of its form', () => {
    expect(limitHeaders(clock, { limit: 50, remaining: 0, retryAfterMs: 1500, resetMs: 9000 })).toEqual({
      date: 'Sun, 01 Mar 2026 10:00:00 GMT', 'x-ratelimit-resource-limit': '50', 'x-ratelimit-resource-remaining': '0',
      'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:00:02 GMT',
    });
  });
});

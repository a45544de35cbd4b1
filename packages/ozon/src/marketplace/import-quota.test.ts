import { ApiError } from '@occwo/core';
import type { BulkEvent } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import type { ShopRequesterOptions } from '../sandbox/testing/shop-requester.js';
import { ozonMarketplace } from './ozon-marketplace.js';
import { quotasOf } from './read-replies.js';
import { anyMapping, gather, outcomes, product } from './testing/products.js';
import type { ImportItem } from './wire.js';

function setUp(options: Partial<ShopRequesterOptions> = {}, quotaWaitMs?: number) {
  const clock = fakeClock(Date.UTC(2026, 9, 1, 13, 0, 30));
  const shop = shopRequester({ clock, taskMs: 0, ...options });
  let refusals = 0;
  const { request } = shop;
  shop.request = (route, parameters, callOptions) =>
    request(route, parameters, callOptions).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'rate-limited') refusals += 1;
      throw error;
    });
  const ozon = ozonMarketplace(shop, anyMapping, { clock, ...(quotaWaitMs !== undefined && { quotaWaitMs }) });
  const publish = (skus: readonly string[], price?: string) =>
    clock.run(gather(ozon.catalog.publish(skus.map((sku) => product(sku, price ? { name: `Товар ${price}` } : {})))));
  const sent = () => shop.calls.flatMap(({ route, body }) => (route === 'POST /v3/product/import' ? (body as { items: ImportItem[] }).items : []));
  return { clock, shop, publish, sent, refusals: () => refusals };
}

const skus = (count: number, prefix = 'P') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const count = (events: readonly BulkEvent[], type: string) => events.filter((event) => event.type === type).length;

describe('quotas of items', () => {
  it('of a minute make the import pause, not be refused', async () => {
    const { publish, sent, refusals, clock } = setUp({ perMinute: 120 });
    const startedAt = clock.now();
    const events = await publish(skus(700));
    expect(count(events, 'accepted')).toBe(700);
    expect(sent()).toHaveLength(700);
    expect(refusals()).toBe(0);
    expect(events).toContainEqual(expect.objectContaining({ type: 'paused', reason: expect.stringContaining('a minute') }));
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(5 * 60_000);
    expect(clock.now() - startedAt).toBeLessThan(7 * 60_000);
  });

  it('of a day are waited for where that is wanted', async () => {
    const { publish, sent, refusals, clock } = setUp({ perDay: 150 }, Number.POSITIVE_INFINITY);
    const events = await publish(skus(400));
    expect(count(events, 'accepted')).toBe(400);
    expect(sent()).toHaveLength(400);
    expect(refusals()).toBe(0);
    // Until 03:00 in Moscow, which is midnight UTC, and on to the day after.
    expect(new Date(clock.now()).toISOString().slice(0, 10)).toBe('2026-10-03');
    const paused = events.find((event) => event.type === 'paused');
    expect(paused).toMatchObject({ reason: expect.stringContaining('a day'), milliseconds: expect.any(Number) });
  });

  it('of a day that is over the wait refuse what has no room, unsent, and say when it will have', async () => {
    const { publish, sent, refusals } = setUp({ perDay: 130 });
    const events = await publish(skus(250));
    expect([count(events, 'accepted'), count(events, 'rejected')]).toEqual([130, 120]);
    expect(sent()).toHaveLength(130);
    expect(refusals()).toBe(0);
    const refused = Object.values(outcomes(events)).find(({ type }) => type === 'rejected');
    expect(refused).toMatchObject({ reasons: [{ code: 'occwo.quota-used-up', hint: expect.stringContaining('2026-10-02T00:00:00.000Z') }] });
  });

  it('count new cards and changed ones apart', async () => {
    const { publish, refusals } = setUp({ perDay: 150 });
    await publish(skus(100));
    const found = outcomes(await publish([...skus(100), ...skus(60, 'N')], 'новый'));
    expect(Object.values(found).filter(({ sku, type }) => sku.startsWith('P') && type === 'accepted')).toHaveLength(100);
    expect(Object.values(found).filter(({ sku, type }) => sku.startsWith('N') && type === 'accepted')).toHaveLength(50);
    expect(refusals()).toBe(0);
  });

  it('that others use up are believed when Ozon says so', async () => {
    const { publish, shop, clock } = setUp();
    let refused = 0;
    shop.fail = (route) => {
      if (!route.endsWith('/v3/product/import') || (refused += 1) > 2) return undefined;
      return new ApiError('limit', { code: 'rate-limited', marketplace: 'ozon', operation: 'x', status: 429, attempt: 1, retryAfterMs: 120_000 });
    };
    const startedAt = clock.now();
    const events = await publish(['A']);
    expect(events.filter(({ type }) => type === 'paused')).toHaveLength(2);
    expect(outcomes(events).A?.type).toBe('accepted');
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(240_000);
    expect(shop.calls.filter(({ route }) => route.endsWith('info/limit'))).toHaveLength(3);
  });

  it('are read once for many imports, and again after ten minutes', async () => {
    const { publish, shop, clock } = setUp();
    const reads = () => shop.calls.filter(({ route }) => route.endsWith('info/limit')).length;
    await publish(skus(900));
    expect(reads()).toBe(1);
    await clock.advance(600_000);
    await publish(['A']);
    expect(reads()).toBe(2);
  });

  it('that cannot be read hold nothing up', async () => {
    const { publish, shop } = setUp();
    shop.fail = (route) => (route.endsWith('info/limit') ? new ApiError('no role', { code: 'forbidden', marketplace: 'ozon', operation: 'x', status: 403, attempt: 1 }) : undefined);
    expect(count(await publish(skus(250)), 'accepted')).toBe(250);
  });

  it('come as an object and as an array', () => {
    const rate = { limit: 5000, limit_type: 'RATE_LIMIT_PER_MINUTE' };
    const day = { limit: 1500, usage: 3, reset_at: '2026-10-02T00:00:00Z' };
    const known = { create: { limit: 1500, usage: 3, resetAt: Date.UTC(2026, 9, 2) }, perMinute: 5000 };
    expect(quotasOf({ daily_create: day, daily_update: { limit: -1, usage: 9 }, operation_limits: rate })).toEqual(known);
    expect(quotasOf({ daily_create: day, operation_limits: [{ limit: 1, limit_type: 'OTHER' }, rate] })).toEqual(known);
    expect(quotasOf({})).toEqual({});
  });
});

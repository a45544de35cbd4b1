import type { PriceUpdate, StockUpdate } from '@occwo/core';
import { money } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import type { OzonMapping } from './mapping.js';
import { ozonMarketplace } from './ozon-marketplace.js';
import { anyMapping, gather, outcomes, product } from './testing/products.js';

async function setUp(mapping: OzonMapping = anyMapping) {
  const clock = fakeClock();
  const shop = shopRequester({ clock });
  const ozon = ozonMarketplace(shop, mapping, { clock });
  await clock.run(gather(ozonMarketplace(shop, anyMapping, { clock }).catalog.publish([product('A'), product('B')])));
  shop.calls.length = 0;
  return {
    clock, shop,
    setPrices: (items: PriceUpdate[]) => clock.run(gather(ozon.prices.set(items))),
    setStocks: (items: StockUpdate[]) => clock.run(gather(ozon.stocks.set(items))),
  };
}

const price = (sku: string, now: string, before?: string, lowest?: string): PriceUpdate => ({
  sku, price: money(now), ...(before && { oldPrice: money(before) }), ...(lowest && { minPrice: money(lowest) }),
});

describe('prices', () => {
  it('reads the result of each item', async () => {
    const { setPrices, shop } = await setUp();
    const found = outcomes(await setPrices([price('A', '1000', '1200', '900'), price('B', '1000', '1010'), price('Z', '5')]));
    expect(found.A).toMatchObject({ type: 'accepted', externalIds: { productId: expect.any(String) } });
    expect(found.B).toMatchObject({ type: 'rejected', reasons: [{ code: 'discount_for_average_price_is_too_small', hint: expect.stringContaining('5 %') }] });
    expect(found.Z).toMatchObject({ type: 'rejected', reasons: [{ code: 'NOT_FOUND_ERROR', hint: 'publish the card first' }] });
    expect(shop.calls[0]?.body).toEqual({
      prices: [
        { offer_id: 'A', price: '1000.00', old_price: '1200.00', min_price: '900.00', currency_code: 'RUB' },
        { offer_id: 'B', price: '1000.00', old_price: '1010.00', currency_code: 'RUB' },
        { offer_id: 'Z', price: '5.00', old_price: '0', currency_code: 'RUB' },
      ],
    });
  });

  it('tells of the eleventh change in an hour', async () => {
    const { setPrices, clock } = await setUp();
    for (let change = 0; change < 10; change += 1) expect(outcomes(await setPrices([price('A', String(500 + change))])).A?.type).toBe('accepted');
    expect(outcomes(await setPrices([price('A', '600')])).A).toMatchObject({ type: 'rejected', reasons: [{ hint: expect.stringContaining('ten times an hour') }] });
    await clock.advance(3_600_000);
    expect(outcomes(await setPrices([price('A', '600')])).A?.type).toBe('accepted');
  });

  it('refuses what is not exact to the kopeck by itself', async () => {
    const { setPrices } = await setUp();
    expect(outcomes(await setPrices([price('A', '1.001')])).A).toMatchObject({ reasons: [{ code: 'occwo.price-inexact', field: 'price' }] });
  });
});

describe('stocks', () => {
  it('reads the result of each pair, two warehouses of one product too', async () => {
    const { setStocks, shop } = await setUp({ ...anyMapping, warehouses: { main: 22_142_605_386_000, second: '22208673494000', wrong: 1 } });
    const events = await setStocks([
      { sku: 'A', count: 5 }, { sku: 'A', warehouse: 'second', count: 7 }, { sku: 'B', warehouse: 'wrong', count: 1 }, { sku: 'Z', count: 1 },
      { sku: 'B', warehouse: 'elsewhere', count: 1 },
    ]);
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(2);
    const reasons = events.flatMap((event) => (event.type === 'rejected' ? event.reasons : []));
    expect(reasons.map(({ code }) => code).sort()).toEqual(['NOT_FOUND_ERROR', 'WAREHOUSE_NOT_FOUND', 'occwo.warehouse-missing']);
    expect([...(shop.shop.cards.get('A')?.stocks ?? [])]).toEqual([[22_142_605_386_000, 5], [22_208_673_494_000, 7]]);
  });

  it('waits and repeats a pair that was changed just now', async () => {
    const { setStocks, shop, clock } = await setUp();
    await setStocks([{ sku: 'A', count: 5 }]);
    const startedAt = clock.monotonic();
    const events = await setStocks([{ sku: 'A', count: 6 }, { sku: 'B', count: 1 }]);
    expect(events).toContainEqual(expect.objectContaining({ type: 'paused', milliseconds: 30_000 }));
    expect(outcomes(events)).toMatchObject({ A: { type: 'accepted' }, B: { type: 'accepted' } });
    expect(clock.monotonic() - startedAt).toBe(30_000);
    expect(shop.shop.cards.get('A')?.stocks.get(22_142_605_386_000)).toBe(6);
    expect(shop.calls.at(-1)?.body).toEqual({ stocks: [{ offer_id: 'A', warehouse_id: 22_142_605_386_000, stock: 6 }] });
  });

  it('gives the last of two rows of one pair its turn, with its own count', async () => {
    const { setStocks, shop } = await setUp();
    const events = await setStocks([{ sku: 'A', count: 5 }, { sku: 'A', count: 6 }]);
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(2);
    expect(shop.shop.cards.get('A')?.stocks.get(22_142_605_386_000)).toBe(6);
  });

  it('gives up after a minute and a half', async () => {
    const { setStocks, shop } = await setUp();
    const { request } = shop;
    shop.request = async (route, parameters) => {
      await request(route, parameters);
      return { result: [{ offer_id: 'A', warehouse_id: 22_142_605_386_000, updated: false, errors: [{ code: 'TOO_MANY_REQUESTS', message: '' }] }] };
    };
    expect(outcomes(await setStocks([{ sku: 'A', count: 6 }])).A).toMatchObject({ type: 'rejected', reasons: [{ code: 'TOO_MANY_REQUESTS' }] });
    expect(shop.calls.filter(({ route }) => route === 'POST /v2/products/stocks')).toHaveLength(4);
  });

  it('takes the only warehouse of an account that maps none, and names those of one that has more', async () => {
    const { setStocks, shop } = await setUp({ categories: {} });
    expect(outcomes(await setStocks([{ sku: 'A', count: 1 }])).A).toMatchObject({
      type: 'rejected', reasons: [{ code: 'occwo.warehouse-missing', hint: expect.stringContaining('22142605386000 (Склад FBS)') }],
    });
    const { request } = shop;
    shop.request = async (route, parameters) =>
      route.endsWith('/warehouse/list') ? { warehouses: [{ warehouse_id: 22_142_605_386_000, name: 'x' }, { warehouse_id: 2, name: 'old', status: 'archived' }] } : request(route, parameters);
    const other = await setUp({ categories: {} });
    other.shop.request = shop.request;
    expect(outcomes(await other.setStocks([{ sku: 'A', count: 1 }])).A?.type).toBe('accepted');
  });
});

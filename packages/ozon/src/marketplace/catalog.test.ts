import { ApiError, NetworkError, RefusedError, money } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import type { ShopRequesterOptions } from '../sandbox/testing/shop-requester.js';
import type { OzonMapping } from './mapping.js';
import { ozonMarketplace } from './ozon-marketplace.js';
import { anyMapping, gather, outcomes, product } from './testing/products.js';
import type { ImportItem } from './wire.js';

function setUp(mapping: OzonMapping = anyMapping, options: Partial<ShopRequesterOptions> = {}) {
  const clock = fakeClock();
  const shop = shopRequester({ clock, ...options });
  const ozon = ozonMarketplace(shop, mapping, { clock });
  const publish = (products: Parameters<typeof ozon.catalog.publish>[0]) => clock.run(gather(ozon.catalog.publish(products)));
  const imports = () => shop.calls.filter(({ route }) => route === 'POST /v3/product/import').map(({ body }) => (body as { items: ImportItem[] }).items);
  return { clock, shop, publish, imports };
}

const failure = (status: number, code: ApiError['code'], message = 'no') =>
  new ApiError(message, { code, marketplace: 'ozon', operation: 'x', status, attempt: 1 });

describe('publishing cards', () => {
  it('waits for the task and carries the product id on', async () => {
    const { publish, shop, imports } = setUp(anyMapping, { taskMs: 5_000 });
    const found = outcomes(await publish([product('A'), product('B')]));
    expect(found.A).toEqual({ type: 'accepted', sku: 'A', externalIds: { productId: String(shop.shop.cards.get('A')?.productId) } });
    expect(found.B?.type).toBe('accepted');
    expect(imports()).toHaveLength(1);
    expect(shop.calls.filter(({ route }) => route.endsWith('import/info')).length).toBeGreaterThan(2);
  });

  it('sends what Ozon wants: millimetres, grams, decimal text, VAT as a share, the main photo apart', async () => {
    const { publish, imports } = setUp();
    const photos = ['https://x.example/1.jpg', 'https://x.example/2.jpg'];
    await publish([product('A', { photos, vat: 22, price: { price: money('1490.5'), oldPrice: money('1990') }, barcodes: ['4601234567893'] })]);
    expect(imports()[0]?.[0]).toMatchObject({
      offer_id: 'A', price: '1490.50', old_price: '1990.00', currency_code: 'RUB', vat: '0.22', barcode: '4601234567893',
      primary_image: photos[0], images: [photos[1]], depth: 200, width: 150, height: 40, dimension_unit: 'mm', weight: 250, weight_unit: 'g',
    });
  });

  it('fills what the catalogue leaves out: by the category, then by the mapping', async () => {
    const category = { ...anyMapping.categories['*']!, defaults: { weightG: 700 } };
    const { publish, imports } = setUp({ categories: { '*': category }, defaults: { weightG: 1, vat: 10 } });
    const { weightG: _, ...light } = product('A');
    await publish([light, product('B')]);
    expect(imports()[0]).toMatchObject([{ weight: 700, vat: '0.1' }, { weight: 250, vat: '0.1' }]);
  });

  it('clears an old price that is gone', async () => {
    const { publish, imports } = setUp();
    await publish([product('A')]);
    expect(imports()[0]?.[0]).toMatchObject({ old_price: '0' });
  });

  it('sends a hundred at once, and every item ends once', async () => {
    const { publish, imports } = setUp();
    const events = await publish(Array.from({ length: 250 }, (_, index) => product(`P${index}`)));
    expect(imports().map(({ length }) => length).sort()).toEqual([100, 100, 50]);
    expect(Object.keys(outcomes(events))).toHaveLength(250);
    expect(events.at(-1)).toMatchObject({ type: 'progress', read: 250, accepted: 250, rejected: 0, unknown: 0 });
  });

  it('ends the same the second time', async () => {
    const { publish } = setUp();
    const products = [product('A'), product('B', { name: '' })];
    const first = outcomes(await publish(products));
    expect(outcomes(await publish(products))).toEqual(first);
    expect(first.B).toMatchObject({ type: 'rejected', reasons: [{ code: 'EMPTY_REQUIRED', field: 'name', hint: 'fill the field' }] });
  });

  it('keeps a warning and never calls an error accepted', async () => {
    const { shop, publish } = setUp();
    const { request } = shop;
    shop.request = async (route, parameters, options) => {
      const reply = await request(route, parameters, options);
      if (!route.endsWith('import/info')) return reply;
      const errors = { A: { level: 'warning', code: 'w', message: 'мелочь' }, B: { level: 'error', code: 'SELLER_NO_CONTRACT_FAILED', description: 'Истек срок договора.' } };
      const { items } = (reply as { result: { items: { offer_id: 'A' | 'B'; status: string; errors: unknown[] }[] } }).result;
      for (const item of items) item.errors = [errors[item.offer_id]];
      return reply;
    };
    const found = outcomes(await publish([product('A'), product('B')]));
    expect(found.A).toMatchObject({ type: 'accepted', warnings: [{ code: 'w', message: 'мелочь' }] });
    expect(found.B).toMatchObject({ type: 'rejected', reasons: [{ code: 'SELLER_NO_CONTRACT_FAILED', message: 'Истек срок договора.', hint: expect.stringContaining('contract') }] });
  });

  it('says which limit a card is over: photos, article, name', async () => {
    const { publish } = setUp();
    const article = 'a'.repeat(51);
    const photos = Array.from({ length: 31 }, (_, index) => `https://shop.example.com/${index}.jpg`);
    const found = outcomes(await publish([product('photos', { photos }), product(article), product('name', { name: 'я'.repeat(501) }), product('good')]));
    expect(found.photos).toMatchObject({ type: 'rejected', reasons: [{ code: 'VALUE_MAX_LIMIT', field: 'images', hint: expect.stringContaining('30 photos') }] });
    expect(found[article]).toMatchObject({ type: 'rejected', reasons: [{ field: 'offer_id', hint: expect.stringContaining('50 characters') }] });
    expect(found.name).toMatchObject({ type: 'rejected', reasons: [{ code: 'name_too_long', hint: expect.stringContaining('500 characters') }] });
    expect(found.good?.type).toBe('accepted');
  });

  it('goes on waiting at a status that it does not know', async () => {
    const { shop, publish } = setUp();
    const { request } = shop;
    let questions = 0;
    shop.request = async (route, parameters, options) => {
      const reply = (await request(route, parameters, options)) as { result: { items: { status: string }[] } };
      if (route.endsWith('import/info') && ++questions < 4) for (const item of reply.result.items) item.status = 'moderating';
      return reply;
    };
    expect(outcomes(await publish([product('A')])).A?.type).toBe('accepted');
    expect(questions).toBe(4);
  });

  it('says which barcodes were left out', async () => {
    const found = outcomes(await setUp().publish([product('A', { barcodes: ['4601234567893', '4601234567909'] })]));
    expect(found.A).toMatchObject({ warnings: [{ code: 'occwo.barcodes-left-out', field: 'barcodes' }] });
  });
});

describe('what is refused before anything is sent', () => {
  it('names the category that has no mapping, and the key to add', async () => {
    const { publish, imports } = setUp({ categories: { Другое: { descriptionCategoryId: 1, typeId: 2 } } });
    const found = outcomes(await publish([product('A')]));
    expect(found.A).toMatchObject({
      type: 'rejected',
      reasons: [{ code: 'occwo.mapping-missing', message: expect.stringContaining('"Одежда > Футболки" (id 7)'), hint: expect.stringContaining("categories['Одежда > Футболки']") }],
    });
    expect(imports()).toEqual([]);
  });

  it('refuses a product without a price or with a fraction of a kopeck', async () => {
    const { publish } = setUp();
    const { price: _, ...free } = product('A');
    const found = outcomes(await publish([free, product('B', { price: { price: money('1.005') } })]));
    expect(found.A).toMatchObject({ reasons: [{ code: 'occwo.price-missing' }] });
    expect(found.B).toMatchObject({ reasons: [{ code: 'occwo.price-inexact' }] });
  });
});

describe('failures of the calls', () => {
  it('finds the one item for which the whole batch was refused', async () => {
    const { publish, shop } = setUp();
    shop.fail = (route, body) =>
      route.endsWith('/v3/product/import') && (body as { items: ImportItem[] }).items.some(({ offer_id }) => offer_id === 'P5')
        ? failure(400, 'invalid-request', 'Items[5] is bad') : undefined;
    const found = outcomes(await publish(Array.from({ length: 9 }, (_, index) => product(`P${index}`))));
    expect(found.P5).toMatchObject({ type: 'rejected', reasons: [{ code: 'invalid-request', message: 'Items[5] is bad' }] });
    expect(Object.values(found).filter(({ type }) => type === 'accepted')).toHaveLength(8);
  });

  it('calls items unknown whose task cannot be read', async () => {
    const { publish, shop } = setUp();
    shop.fail = (route) => (route.endsWith('import/info') ? failure(404, 'not-found') : undefined);
    expect(outcomes(await publish([product('A')])).A).toMatchObject({ type: 'unknown', reason: { code: 'occwo.task-unreadable' } });
  });

  it('calls items unknown whose task has no end', async () => {
    const { publish } = setUp(anyMapping, { taskMs: 3_600_000 });
    expect(outcomes(await publish([product('A')])).A).toMatchObject({ type: 'unknown', reason: { code: 'occwo.task-unfinished' } });
  });

  it('calls items unknown when the import itself was lost', async () => {
    const { publish, shop } = setUp();
    shop.fail = (route) => (route.endsWith('/v3/product/import') ? new NetworkError('reset', { sent: true }) : undefined);
    expect(outcomes(await publish([product('A')])).A?.type).toBe('unknown');
  });

  it('rejects what could not even be prepared', async () => {
    const { publish, shop, imports } = setUp();
    shop.fail = (route) => (route.endsWith('/attribute') ? failure(503, 'server-error', 'down') : undefined);
    expect(outcomes(await publish([product('A')])).A).toMatchObject({ type: 'rejected', reasons: [{ code: 'server-error' }] });
    expect(imports()).toEqual([]);
  });

  it('stops for a refused credential', async () => {
    const { publish, shop } = setUp();
    shop.fail = () => new RefusedError('missing', { code: 'credentials', hint: 'set it' });
    await expect(publish([product('A')])).rejects.toMatchObject({ code: 'credentials' });
  });
});

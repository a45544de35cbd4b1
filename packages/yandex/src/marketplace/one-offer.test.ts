import { describe, expect, it } from 'vitest';
import { money } from '@occwo/core';
import type { BulkEvent } from '@occwo/core';
import { memoryTransport } from '@occwo/core/testing';
import { createYandex } from '../client/create-yandex.js';
import { productOf } from './testing/product.js';
import { yandexMarketplace } from './yandex-marketplace.js';

function market() {
  const transport = memoryTransport(() => ({ body: { status: 'OK' } }));
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport });
  return { market: yandexMarketplace(client, { categories: { '*': { marketCategoryId: 21 } } }), sent: () => transport.requests.map(({ body }) => JSON.parse(String(body)) as unknown) };
}

async function endsOf(events: AsyncIterable<BulkEvent>): Promise<Record<string, unknown>> {
  const ends: Record<string, unknown> = {};
  for await (const event of events) if ('sku' in event) ends[event.sku] = event.type === 'rejected' ? event.reasons[0]?.code : event.type;
  return ends;
}

// Market trims ids: of two prices for "A" and "A " one would hold by chance, and both would be called accepted.
describe('SKUs that differ by blanks at their ends only', () => {
  const ends = { A: 'accepted', 'A ': 'occwo.duplicate-sku', ' B': 'accepted', '0557722': 'accepted', '557722': 'accepted' };
  const skus = Object.keys(ends);

  it('get one price', async () => {
    const { market: yandex, sent } = market();
    expect(await endsOf(yandex.prices.set(skus.map((sku, index) => ({ sku, price: money(String(100 + index)) }))))).toEqual(ends);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]).toMatchObject({ offers: expect.not.arrayContaining([expect.objectContaining({ offerId: 'A ' })]) });
  });

  it('get one stock a warehouse', async () => {
    const { market: yandex, sent } = market();
    expect(await endsOf(yandex.stocks.set(skus.map((sku) => ({ sku, count: 1 }))))).toEqual(ends);
    expect(sent()).toEqual([{ skus: expect.not.arrayContaining([expect.objectContaining({ sku: 'A ' })]) }]);
  });

  it('get one card, also where one of them lacks what a new offer needs', async () => {
    const { market: yandex, sent } = market();
    expect(await endsOf(yandex.catalog.publish(skus.map((sku) => productOf(sku, sku === 'A ' ? { photos: [] } : {}))))).toEqual(ends);
    expect(sent()).toHaveLength(1);
  });
});

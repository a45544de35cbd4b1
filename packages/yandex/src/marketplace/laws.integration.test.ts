import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { money } from '@occwo/core';
import type { BulkEvent, Product } from '@occwo/core';
import { createYandex } from '../client/create-yandex.js';
import { sandboxMapping, startYandexSandbox } from '../sandbox/index.js';
import type { YandexSandbox } from '../sandbox/index.js';
import { productOf } from './testing/product.js';
import { yandexMarketplace } from './yandex-marketplace.js';

let sandbox: YandexSandbox;
beforeAll(async () => {
  sandbox = await startYandexSandbox({ limits: false, taskMs: 0 });
});
afterAll(() => sandbox.close());

const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength });
const amount = fc.oneof(fc.integer({ min: -1, max: 100_000 }).map(String), fc.tuple(fc.nat(9_999), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`));
const price = fc.record({ price: amount, oldPrice: fc.option(amount, { nil: undefined }) }).map(({ price: own, oldPrice }) => ({
  price: money(own), ...(oldPrice !== undefined && { oldPrice: money(oldPrice) }),
}));
const changes: fc.Arbitrary<Partial<Product>> = fc.record({
  name: fc.oneof({ weight: 4, arbitrary: fc.constant('Футболка') }, { weight: 1, arbitrary: text(400) }),
  description: fc.oneof({ weight: 4, arbitrary: fc.constant('Хлопок') }, { weight: 1, arbitrary: text(200) }),
  brand: fc.constantFrom('Тихий Дон', ''),
  barcodes: fc.array(fc.constantFrom('4006381333931', '4006381333932', 'CODE-128', '12'), { maxLength: 3 }),
  photos: fc.array(fc.constantFrom('https://a.example/1.jpg', 'photo.jpg'), { maxLength: 33 }),
  weightG: fc.nat(50_000),
  price,
}, { requiredKeys: ['name'] });
const products = fc
  .uniqueArray(fc.tuple(fc.oneof(fc.integer({ min: 1, max: 1e6 }).map(String), text(20)), changes), { maxLength: 40, selector: ([sku]) => sku.trim() })
  .map((items) => items.map(([sku, change]) => productOf(sku, change)));

async function outcomesOf(events: AsyncIterable<BulkEvent>): Promise<[string, string][]> {
  const outcomes: [string, string][] = [];
  for await (const event of events) if ('sku' in event) outcomes.push([event.sku, event.type]);
  return outcomes;
}

describe('the port, whatever it is given', () => {
  it('ends each product once, and Market holds what was called accepted and nothing of what was called rejected', async () => {
    const client = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
    await fc.assert(fc.asyncProperty(products, async (items) => {
      const before = sandbox.effects.length;
      const outcomes = await outcomesOf(yandexMarketplace(client, sandboxMapping()).catalog.publish(items));
      expect(outcomes.map(([sku]) => sku).sort()).toEqual(items.map(({ sku }) => sku).sort());
      const applied = new Set(sandbox.effects.slice(before).map(({ key }) => key));
      for (const [sku, type] of outcomes) expect([sku, type, applied.has(sku.trim())]).toEqual([sku, type, type === 'accepted']);
    }), { numRuns: 60 });
  });
});

import { describe, expect, it } from 'vitest';
import { money } from '../model/money.js';
import type { Product } from '../model/product.js';
import { accepted, rejected, unknown } from '../bulk/outcomes.js';
import { runBulk } from '../bulk/run-bulk.js';
import type { OutcomeEvent } from '../bulk/bulk-event.js';
import type { Items, Marketplace } from './marketplace.js';
import { publishProducts } from './publish.js';
import { fakeClock } from '../testing/fake-clock.js';
import type { PublishOutcome } from './publish-event.js';

const reason = { code: 'no', message: 'no' };
const product = (sku: string, changes: Partial<Product> = {}): Product => ({
  sku, name: sku, category: { id: '1', name: 'Всё', path: ['Всё'] }, barcodes: [], photos: [], attributes: [],
  price: { price: money('10.00') }, stock: { main: 1 }, ...changes,
});

function marketplace(steps: Partial<Record<'catalog' | 'prices' | 'stocks', (sku: string) => OutcomeEvent>> = {}) {
  const seen: Record<string, unknown[]> = { catalog: [], prices: [], stocks: [] };
  const port = <Item extends { readonly sku: string }>(step: 'catalog' | 'prices' | 'stocks') => (items: Items<Item>) =>
    runBulk(items, {
      chunkSize: 4, sku: ({ sku }) => sku, repeats: step === 'stocks',
      async *send(chunk) {
        for (const item of chunk) {
          seen[step]?.push(item);
          yield steps[step]?.(item.sku) ?? accepted(item.sku, { [`${step}Id`]: item.sku });
        }
      },
    });
  const made: Marketplace = { name: 'sample', catalog: { publish: port('catalog') }, prices: { set: port('prices') }, stocks: { set: port('stocks') } };
  return { made, seen };
}

async function outcomes(made: Marketplace, products: Product[]): Promise<PublishOutcome[]> {
  const gathered: PublishOutcome[] = [];
  for await (const event of publishProducts(made, products)) if (event.type === 'outcome') gathered.push(event);
  return gathered;
}

describe('publishProducts', () => {
  it('takes each item through card, price and stock, handing its ids on', async () => {
    const { made, seen } = marketplace();
    const ended = await outcomes(made, Array.from({ length: 50 }, (_, index) => product(`A-${index}`)));
    expect(ended).toHaveLength(50);
    expect(ended.every(({ outcome, step }) => outcome === 'accepted' && step === 'stocks')).toBe(true);
    expect(seen.stocks?.[0]).toMatchObject({ count: 1, warehouse: 'main', externalIds: { catalogId: 'A-0', pricesId: 'A-0' } });
  });

  it('ends an item at the step that refused it, and goes no further with it', async () => {
    const { made, seen } = marketplace({
      catalog: (sku) => (sku === 'bad-card' ? rejected(sku, reason) : accepted(sku)),
      prices: (sku) => (sku === 'bad-price' ? unknown(sku, reason) : accepted(sku)),
      stocks: (sku) => (sku === 'bad-stock' ? rejected(sku, reason) : accepted(sku)),
    });
    const ended = await outcomes(made, ['bad-card', 'bad-price', 'bad-stock', 'good'].map((sku) => product(sku)));
    expect(Object.fromEntries(ended.map(({ sku, outcome, step }) => [sku, `${outcome} at ${step}`]))).toEqual({
      'bad-card': 'rejected at catalog', 'bad-price': 'unknown at prices', 'bad-stock': 'rejected at stocks', good: 'accepted at stocks',
    });
    expect(seen.prices).toHaveLength(3);
    expect(seen.stocks).toHaveLength(2);
  });

  it('gives an item with several warehouses one outcome, the worst of them', async () => {
    let row = 0;
    const { made } = marketplace({ stocks: (sku) => (row++ === 0 ? rejected(sku, reason) : accepted(sku)) });
    const ended = await outcomes(made, [product('A', { stock: { north: 1, south: 2 } })]);
    expect(ended).toMatchObject([{ sku: 'A', outcome: 'rejected', step: 'stocks' }]);
  });

  it('ends an item without price or stock at the last step that it has', async () => {
    const { made } = marketplace();
    const ended = await outcomes(made, [product('A', { price: undefined, stock: undefined }), product('B', { stock: {} })]);
    expect(ended.map(({ sku, outcome, step }) => [sku, outcome, step])).toEqual([['A', 'accepted', 'catalog'], ['B', 'accepted', 'prices']]);
  });

  it('gives each of two items with one SKU an outcome', async () => {
    const { made } = marketplace();
    const ended = await outcomes(made, [product('A'), product('B'), product('C'), product('D'), product('A'), product('A')]);
    expect(ended).toHaveLength(6);
    // Within a chunk the second is refused, and the first goes on to its stock.
    const twice = await outcomes(made, [product('A'), product('A')]);
    expect(twice.map(({ outcome, step }) => `${outcome} ${step}`).sort()).toEqual(['accepted stocks', 'rejected catalog']);
  });

  it('reads back cards that ended unknown, each once, and goes on with those that are there', async () => {
    const { made, seen } = marketplace({ catalog: (sku) => (sku.startsWith('lost') ? unknown(sku, reason) : accepted(sku)) });
    const asked: string[] = [];
    let since: number | undefined;
    const reading = (change: (sku: string) => OutcomeEvent): Marketplace => ({
      ...made,
      catalog: {
        ...made.catalog,
        async *reconcile(items, options) {
          since = options?.since;
          for await (const { sku } of items) {
            asked.push(sku);
            yield change(sku);
          }
        },
      },
    });
    const products = ['lost-there', 'lost-refused', 'lost-still', 'good'].map((sku) => product(sku));
    const found = reading((sku) => (sku === 'lost-there' ? accepted(sku, { id: '7' }) : sku === 'lost-refused' ? rejected(sku, reason) : unknown(sku, { code: 'gone', message: 'gone' })));
    const clock = fakeClock(1_000_000);
    const ended: PublishOutcome[] = [];
    for await (const event of publishProducts(found, products, { clock })) if (event.type === 'outcome') ended.push(event);
    expect(Object.fromEntries(ended.map(({ sku, outcome, step }) => [sku, `${outcome} at ${step}`]))).toEqual({
      'lost-there': 'accepted at stocks', 'lost-refused': 'rejected at catalog', 'lost-still': 'unknown at catalog', good: 'accepted at stocks',
    });
    expect(ended.find(({ sku }) => sku === 'lost-still')?.reasons.map(({ code }) => code)).toEqual(['no', 'gone']);
    expect(seen.stocks).toContainEqual(expect.objectContaining({ sku: 'lost-there', externalIds: expect.objectContaining({ id: '7' }) }));
    expect(asked).toEqual(['lost-there', 'lost-refused', 'lost-still']);
    expect(since).toBe(1_000_000);

    asked.length = 0;
    const plain: string[] = [];
    for await (const event of publishProducts(found, products, { reconcile: false })) if (event.type === 'outcome') plain.push(`${event.sku} ${event.outcome}`);
    expect(plain).toContain('lost-there unknown');
    expect(asked).toEqual([]);

    const breaking: Marketplace = { ...made, catalog: { ...made.catalog, async *reconcile() { yield* []; throw new TypeError('the read is broken'); } } };
    const before: string[] = [];
    const walk = async () => {
      for await (const event of publishProducts(breaking, products)) if (event.type === 'outcome') before.push(`${event.sku} ${event.outcome}`);
    };
    await expect(walk()).rejects.toThrow('the read is broken');
    expect(before.sort()).toEqual(['good accepted', 'lost-refused unknown', 'lost-still unknown', 'lost-there unknown']);
  });

  it('throws the failure that ended the run, after telling of every item that had begun', async () => {
    const { made } = marketplace();
    const broken: Marketplace = {
      ...made,
      prices: {
        async *set() {
          yield* [];
          throw new TypeError('the port is broken');
        },
      },
    };
    const ended: string[] = [];
    const walk = async () => {
      for await (const event of publishProducts(broken, [product('A'), product('B')])) if (event.type === 'outcome') ended.push(`${event.sku} ${event.outcome}`);
    };
    await expect(walk()).rejects.toThrow('the port is broken');
    expect(ended.sort()).toEqual(['A unknown', 'B unknown']);
  });
});

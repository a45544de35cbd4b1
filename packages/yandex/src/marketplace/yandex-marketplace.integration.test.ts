import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NetworkError, money, publishProducts } from '@occwo/core';
import type { BulkEvent, Marketplace, OutcomeEvent, Product, PublishOutcome } from '@occwo/core';
import { createYandex } from '../client/create-yandex.js';
import { sandboxMapping, startYandexSandbox } from '../sandbox/index.js';
import type { YandexSandbox, YandexSandboxOptions } from '../sandbox/index.js';
import type { YandexMapping } from './mapping.js';
import { productOf } from './testing/product.js';
import { yandexMarketplace } from './yandex-marketplace.js';

const running: YandexSandbox[] = [];
afterAll(() => Promise.all(running.map((sandbox) => sandbox.close())));

async function market(mapping: YandexMapping = sandboxMapping(), options: YandexSandboxOptions = {}) {
  const sandbox = await startYandexSandbox({ taskMs: 0, ...options });
  running.push(sandbox);
  const client = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
  return { sandbox, client, market: yandexMarketplace(client, mapping) };
}

async function outcomesOf(events: AsyncIterable<BulkEvent>): Promise<Map<string, OutcomeEvent>> {
  const outcomes = new Map<string, OutcomeEvent>();
  for await (const event of events) {
    if (!('sku' in event)) continue;
    expect(outcomes.has(event.sku), `a second outcome for ${event.sku}`).toBe(false);
    outcomes.set(event.sku, event);
  }
  return outcomes;
}

const codesOf = (outcome: OutcomeEvent | undefined) => (outcome?.type === 'rejected' ? outcome.reasons.map(({ code }) => code) : outcome?.type);
const many = (count: number, changes: (index: number) => Partial<Product> = () => ({})) => Array.from({ length: count }, (_, index) => productOf(`A-${index}`, changes(index)));

describe('catalog', () => {
  it('publishes a catalogue, and the same again ends the same', async () => {
    const { sandbox, market: yandex } = await market();
    const first = await outcomesOf(yandex.catalog.publish(many(250)));
    const state = sandbox.effects.map(({ key, value }) => JSON.stringify([key, value]));
    const second = await outcomesOf(yandex.catalog.publish(many(250)));
    expect([...first.values()].every(({ type }) => type === 'accepted')).toBe(true);
    expect([...second].sort()).toEqual([...first].sort());
    expect(sandbox.effects.slice(250).map(({ key, value }) => JSON.stringify([key, value])).sort()).toEqual(state.sort());
    expect(sandbox.requests.get('offerMappings.update')).toBe(6);
  });

  it('sends what Market keeps: centimetres, kilograms, RUR', async () => {
    const { sandbox, market: yandex } = await market();
    await outcomesOf(yandex.catalog.publish([productOf('A', { price: { price: money('990.50'), oldPrice: money('1500') } })]));
    expect(sandbox.effects).toMatchObject([{
      kind: 'offer', key: 'A',
      value: { weightDimensions: { length: 30, width: 22.5, height: 3, weight: 0.22 }, basicPrice: { value: 990.5, currencyId: 'RUR', discountBase: 1500 } },
    }]);
  });

  it('ends each bad product by itself and every good one as accepted', async () => {
    const bad: Record<number, [Partial<Product>, string]> = {
      3: [{ barcodes: ['4006381333932'] }, 'BAD_REQUEST'],
      40: [{ brand: '' }, 'NO_REQUIRED_FIELDS'],
      41: [{ photos: [] }, 'NO_REQUIRED_FIELDS'],
      77: [{ name: 'н'.repeat(300) }, 'occwo.name-too-long'],
      78: [{ photos: Array(31).fill('https://a.example/1.jpg') }, 'occwo.too-many-photos'],
      90: [{ price: { price: money('100'), oldPrice: money('90') } }, 'occwo.old-price-not-greater'],
      110: [{ price: { price: money('0') } }, 'occwo.price-not-positive'],
    };
    const { sandbox, market: yandex } = await market();
    const outcomes = await outcomesOf(yandex.catalog.publish(many(120, (index) => bad[index]?.[0] ?? {})));
    expect(outcomes.size).toBe(120);
    for (const [sku, outcome] of outcomes) {
      const expected = bad[Number(sku.slice(2))];
      expect(codesOf(outcome), sku).toEqual(expected ? [expected[1]] : 'accepted');
    }
    expect(new Set(sandbox.effects.map(({ key }) => key)).size).toBe(113);
  });

  it('says what to do about each refusal', async () => {
    const { market: yandex } = await market();
    const outcomes = await outcomesOf(yandex.catalog.publish([productOf('A', { barcodes: ['4006381333932'] }), productOf('B', { brand: '' })]));
    expect(outcomes.get('A')).toMatchObject({ reasons: [{ message: expect.stringContaining('check digit'), hint: expect.any(String) }] });
    expect(outcomes.get('B')).toMatchObject({ reasons: [{ message: expect.stringContaining('vendor'), hint: expect.stringContaining('vendor') }] });
  });

  it('refuses a product whose category is not mapped, without sending it', async () => {
    const { sandbox, market: yandex } = await market({ categories: { Книги: { marketCategoryId: 31 } } });
    const outcome = (await outcomesOf(yandex.catalog.publish([productOf('A')]))).get('A');
    expect(outcome).toMatchObject({
      type: 'rejected',
      reasons: [{ code: 'occwo.mapping-missing', field: 'category', message: expect.stringContaining('"Одежда > Футболки" (id 21)'), hint: expect.stringContaining('yandex.categories["Одежда > Футболки"]') }],
    });
    expect(sandbox.requests.size).toBe(0);
  });

  it.each([[4242, 'UNKNOWN_CATEGORY'], [20, 'INVALID_CATEGORY']])('takes a refusal of category %i apart from the good offers', async (marketCategoryId, code) => {
    const { market: yandex, sandbox } = await market({ categories: { Футболки: { marketCategoryId: 21 }, '*': { marketCategoryId } } });
    const wrong = productOf('B', { category: { id: '9', name: 'Разное', path: ['Разное'] } });
    const outcomes = await outcomesOf(yandex.catalog.publish([productOf('A'), wrong, productOf('C')]));
    expect([codesOf(outcomes.get('A')), codesOf(outcomes.get('B')), codesOf(outcomes.get('C'))]).toEqual(['accepted', [code], 'accepted']);
    expect(sandbox.effects.map(({ key }) => key)).toEqual(['A', 'C']);
  });

  it('fills category parameters by the mapping, warning of what is missing', async () => {
    const attributes = { 'Цвет товара': { attribute: 'Цвет' }, Размер: { attribute: 'Размер' }, 'Номер карточки': 'group' } as const;
    const { sandbox, market: yandex, client } = await market({ categories: { '*': { marketCategoryId: 21, attributes } } });
    const outcomes = await outcomesOf(yandex.catalog.publish([
      productOf('A', { group: 'G1', attributes: [{ name: 'Цвет', values: ['Белый'] }, { name: 'Размер', values: ['46'] }] }),
      productOf('B', { attributes: [{ name: 'Цвет', values: ['фуксия'] }] }),
    ]));
    expect(outcomes.get('A')).toEqual({ type: 'accepted', sku: 'A' });
    expect(outcomes.get('B')).toMatchObject({ type: 'accepted', warnings: [{ code: 'occwo.required-parameter-missing', field: 'Размер' }] });
    expect(sandbox.effects[0]?.value).toMatchObject({ parameterValues: [{ parameterId: 101, valueId: 101001, value: 'белый' }, { parameterId: 201, valueId: 201004, value: '46' }, { parameterId: 102, value: 'G1' }] });
    expect(sandbox.requests.get('categories.listParameters')).toBe(1);
    const { result } = await client.request('POST /v2/businesses/{businessId}/offer-mappings', { path: { businessId: sandbox.credentials.businessId }, body: { offerIds: ['A', 'B'] } });
    expect(result?.offerMappings?.map(({ offer }) => offer?.cardStatus)).toEqual(['HAS_CARD_CAN_UPDATE', 'NO_CARD_NEED_CONTENT']);
  });

  it('sends long descriptions in parts under 512 KB', async () => {
    const { market: yandex, sandbox } = await market();
    const outcomes = await outcomesOf(yandex.catalog.publish(many(100, () => ({ description: 'я'.repeat(6000) }))));
    expect([...outcomes.values()].map(({ type }) => type)).toEqual(Array(100).fill('accepted'));
    expect([...sandbox.requests.keys()]).toEqual(['offerMappings.update']);
  });

  it('ends the run with a clear error when the key is wrong', async () => {
    const { sandbox } = await market();
    const yandex = yandexMarketplace(createYandex({ ...sandbox.credentials, apiKey: 'ACMA:wrong', hosts: sandbox.hosts }), sandboxMapping());
    await expect(outcomesOf(yandex.catalog.publish([productOf('A')]))).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('Api-Key token is invalid') });
    expect(sandbox.effects).toEqual([]);
  });

  it('calls what may have arrived unknown or sends it again, and never loses an item', async () => {
    const { market: yandex, sandbox } = await market(sandboxMapping(), { faults: [{ kind: 'reset-after', share: 0.3 }], seed: 5 });
    const outcomes = await outcomesOf(yandex.catalog.publish(many(300)));
    expect(outcomes.size).toBe(300);
    const applied = new Set(sandbox.effects.map(({ key }) => key));
    for (const [sku, { type }] of outcomes) if (type === 'accepted') expect(applied.has(sku)).toBe(true);
  });
});

describe('reading back', () => {
  const lossy = (kind: 'reset-after' | 'reset-before') => ({ faults: [{ kind, share: 1, operations: ['offerMappings.update'] }] });
  const read = async (yandex: Marketplace, items: Product[] | { sku: string }[]) => {
    const found: Record<string, OutcomeEvent> = {};
    for await (const event of yandex.catalog.reconcile?.(items) ?? []) found[event.sku] = event;
    return found;
  };
  const publish = async (yandex: Marketplace, products: Product[]) => {
    const ended = new Map<string, PublishOutcome>();
    for await (const event of publishProducts(yandex, products)) if (event.type === 'outcome') ended.set(event.sku, event);
    return ended;
  };

  it('finds offers whose every answer was lost, with their ids', async () => {
    const { sandbox } = await market(sandboxMapping(), lossy('reset-after'));
    const yandex = yandexMarketplace(createYandex({ ...sandbox.credentials, hosts: sandbox.hosts, retries: 1, random: () => 0 }), sandboxMapping());
    const ended = await publish(yandex, many(130));
    expect(ended.size).toBe(130);
    for (const outcome of ended.values()) expect(outcome).toMatchObject({ outcome: 'accepted', externalIds: { marketSku: expect.stringMatching(/^\d+$/) } });
  });

  it('leaves unknown what never arrived, also where an older offer stands', async () => {
    const { sandbox, market: before } = await market();
    await outcomesOf(before.catalog.publish([productOf('A'), productOf('B')]));
    const client = createYandex({
      ...sandbox.credentials, hosts: sandbox.hosts, retries: 0,
      onAttempt: ({ operation }) => { if (operation.name === 'offerMappings.update') throw new NetworkError('reset', { sent: true }); },
    });
    const ended = await publish(yandexMarketplace(client, sandboxMapping()), [productOf('A'), productOf('B', { description: 'Другое' }), productOf('C')]);
    // What stands as it was sent is as good as taken.
    expect(ended.get('A')?.outcome).toBe('accepted');
    expect(ended.get('B')).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.network' }, { code: 'occwo.card-differs', field: 'description' }] });
    expect(ended.get('C')).toMatchObject({ outcome: 'unknown', reasons: [{ code: 'occwo.network' }, { code: 'occwo.not-found' }] });
    expect(await read(before, [{ sku: ' B ' }, { sku: 'C' }])).toMatchObject({ ' B ': { type: 'accepted' }, C: { type: 'unknown' } });
  });
});

describe('prices and stocks', () => {
  let shop: Awaited<ReturnType<typeof market>>;
  beforeAll(async () => {
    shop = await market();
    await outcomesOf(shop.market.catalog.publish(many(5)));
  });

  it('sets prices, and takes the offer apart that is not there', async () => {
    const price = { price: money('700'), oldPrice: money('1000'), minPrice: money('600') };
    const outcomes = await outcomesOf(shop.market.prices.set([{ sku: 'A-0', ...price }, { sku: 'A-9', ...price }, { sku: 'A-1', ...price }, { sku: 'A-2', price: money('0') }]));
    expect(['A-0', 'A-9', 'A-1', 'A-2'].map((sku) => codesOf(outcomes.get(sku)))).toEqual(['accepted', ['OFFER_NOT_FOUND'], 'accepted', ['occwo.price-not-positive']]);
    const { result } = await shop.client.request('POST /v2/businesses/{businessId}/offer-prices', { path: { businessId: 1001001 }, body: { offerIds: ['A-0'] } });
    expect(result?.offers?.[0]?.price).toMatchObject({ value: 700, currencyId: 'RUR', discountBase: 1000, minimumForBestseller: 600 });
  });

  it('sets stocks of the one shop', async () => {
    const outcomes = await outcomesOf(shop.market.stocks.set([{ sku: 'A-0', count: 5 }, { sku: 'A-1', count: 0, warehouse: 'main' }, { sku: 'A-7', count: 1 }, { sku: 'A-2', count: -1 }]));
    expect(['A-0', 'A-1', 'A-7', 'A-2'].map((sku) => codesOf(outcomes.get(sku)))).toEqual(['accepted', 'accepted', ['OFFER_NOT_FOUND'], ['occwo.stock-out-of-range']]);
    expect(shop.sandbox.effects.filter(({ kind }) => kind === 'stock')).toMatchObject([{ key: 'A-0', value: { count: 5 } }, { key: 'A-1', value: { count: 0 } }]);
  });

  it('sends stocks to a warehouse of the cabinet where the mapping says so, and refuses an unmapped one', async () => {
    const { sandbox, client } = shop;
    const yandex = yandexMarketplace(client, { ...sandboxMapping(), warehouses: { Химки: { warehouseId: sandbox.warehouseId } } });
    const seen: [string, unknown][] = [];
    for await (const event of yandex.stocks.set([{ sku: 'A-0', warehouse: 'Химки', count: 8 }, { sku: 'A-0', warehouse: 'main', count: 9 }, { sku: 'A-0', warehouse: 'Тверь', count: 1 }, { sku: 'A-0', count: 3 }])) {
      if ('sku' in event) seen.push([event.sku, codesOf(event)]);
    }
    expect(seen.sort()).toEqual([['A-0', 'accepted'], ['A-0', 'accepted'], ['A-0', ['occwo.duplicate-sku']], ['A-0', ['occwo.mapping-missing']]].sort());
    expect(sandbox.requests.get('stocks.updatePartner')).toBe(1);
  });
});

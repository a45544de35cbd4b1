import type { BulkEvent, OutcomeEvent, Product } from '@occwo/core';
import { money } from '@occwo/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWildberries } from '../client/create-wildberries.js';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { fasterClock } from '../sandbox/faster-clock.js';
import { startWildberriesSandbox } from '../sandbox/start-wildberries-sandbox.js';
import type { WildberriesSandbox } from '../sandbox/start-wildberries-sandbox.js';
import { sandboxMapping } from '../sandbox/sandbox-mapping.js';
import type { WildberriesMapping } from './mapping.js';
import { wildberriesMarketplace } from './wildberries-marketplace.js';

const clock = fasterClock(20);
let sandbox: WildberriesSandbox;
let wildberries: WildberriesClient;

beforeEach(async () => {
  sandbox = await startWildberriesSandbox({ clock });
  wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials, replies: 'strict' });
});
afterEach(() => sandbox.close());

/** One client a test: it keeps the limits that the sandbox enforces. */
const client = () => wildberries;
const port = (mapping: WildberriesMapping = sandboxMapping(), deadlineMs = 600_000) => wildberriesMarketplace(client(), mapping, { clock, deadlineMs });

function product(sku: string, more: Partial<Product> = {}): Product {
  return { sku, name: `Товар ${sku}`, category: { id: '1', name: 'Разное', path: ['Разное'] }, barcodes: [], photos: [], attributes: [], ...more };
}

async function* empty(): AsyncGenerator<OutcomeEvent> {}

async function outcomes(events: AsyncIterable<BulkEvent>): Promise<Map<string, OutcomeEvent>> {
  const found = new Map<string, OutcomeEvent>();
  for await (const event of events) {
    if (event.type !== 'accepted' && event.type !== 'rejected' && event.type !== 'unknown') continue;
    expect(found.has(event.sku), `${event.sku} ended twice`).toBe(false);
    found.set(event.sku, event);
  }
  return found;
}

const writes = () => [...sandbox.requests].filter(([name]) => /^cards\.(upload|update)/.test(name));

describe('catalog', () => {
  it('makes cards, gives their ids, and sends nothing the second time', async () => {
    const products = Array.from({ length: 120 }, (_, index) => product(`A-${index}`, { description: 'Описание', brand: 'Бренд' }));
    const first = await outcomes(port().catalog.publish(products));
    expect([...first.values()].filter(({ type }) => type === 'accepted')).toHaveLength(120);
    expect(first.get('A-7')).toMatchObject({ externalIds: { nmId: expect.stringMatching(/^\d+$/), chrtId: expect.stringMatching(/^\d+$/) } });
    const before = writes();
    const second = await outcomes(port().catalog.publish(products));
    expect(second).toEqual(first);
    expect(writes()).toEqual(before);
  });

  it('ends each item with its own reason', async () => {
    const many = Array.from({ length: 31 }, (_, index) => `https://shop.example/${index}.jpg`);
    const found = await outcomes(
      port({ ...sandboxMapping(), photos: 'missing' }).catalog.publish([
        product('good'),
        product('long', { name: 'Очень длинное название '.repeat(4) }),
        product('barcode', { barcodes: ['4601234567894'] }),
        product('emoji', { name: 'Кружка 😈' }),
        product('photos', { photos: many }),
        product('nameless', { name: '' }),
      ]),
    );
    expect(found.get('good')?.type).toBe('accepted');
    expect(found.get('long')).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.name-too-long', field: 'name' }] });
    expect(found.get('barcode')).toMatchObject({ type: 'rejected', reasons: [{ message: expect.stringContaining('4601234567894') }] });
    expect(found.get('emoji')).toMatchObject({ type: 'rejected', reasons: [{ message: expect.stringContaining('запрещенные символы') }] });
    expect(found.get('photos')).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.too-many-photos' }] });
    expect(found.get('nameless')).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.name-missing' }] });
  });

  it('refuses a category without a mapping before anything is sent', async () => {
    const found = await outcomes(port({ categories: {} }).catalog.publish([product('A-1')]));
    expect(found.get('A-1')).toMatchObject({
      type: 'rejected',
      reasons: [{ code: 'occwo.mapping-missing', message: expect.stringContaining('"Разное" (id 1)'), hint: expect.stringContaining('wildberries.categories["Разное"]') }],
    });
    expect([...sandbox.requests]).toEqual([]);
  });

  it('makes variants of one group one model, without the bad one among them', async () => {
    const variants = ['1', '2', '3'].map((size) => product(`V-${size}`, { group: 'V', ...(size === '2' && { barcodes: ['4601234567894'] }) }));
    const found = await outcomes(port().catalog.publish(variants));
    expect([...found.values()].map(({ sku, type }) => [sku, type]).sort()).toEqual([['V-1', 'accepted'], ['V-2', 'rejected'], ['V-3', 'accepted']]);
    const models = sandbox.effects.filter(({ kind }) => kind === 'card').map(({ value }) => (value as { imtID: number }).imtID);
    expect(new Set(models).size).toBe(1);
    const later = await outcomes(port().catalog.publish([...variants.slice(0, 1), product('V-4', { group: 'V' })]));
    expect(later.get('V-4')?.type).toBe('accepted');
    expect((sandbox.effects.at(-1)?.value as { imtID: number }).imtID).toBe(models[0]);
  });

  it('overwrites a card without losing what the catalogue does not know', async () => {
    const full = { description: 'Старое описание', brand: 'Бренд', barcodes: ['2000000000015'], dimensions: { lengthMm: 305, widthMm: 200, heightMm: 100 }, weightG: 1242 };
    await outcomes(port().catalog.publish([product('A-1', full)]));
    const found = await outcomes(port({ categories: { '*': { subjectId: 1 } }, photos: 'never' }).catalog.publish([product('A-1', { name: 'Новое имя', barcodes: ['2000000000022'] })]));
    expect(found.get('A-1')?.type).toBe('accepted');
    expect(sandbox.effects.at(-1)?.value).toMatchObject({
      title: 'Новое имя', description: 'Старое описание', brand: 'Бренд',
      dimensions: { length: 31, width: 20, height: 10, weightBrutto: 1.242 },
      sizes: [{ skus: ['2000000000015', '2000000000022'] }],
    });
  });

  it('gives photos to cards that have none', async () => {
    const mapping: WildberriesMapping = { ...sandboxMapping(), photos: 'missing' };
    const item = product('A-1', { photos: ['https://shop.example/1.jpg'] });
    await outcomes(port(mapping).catalog.publish([item]));
    await outcomes(port(mapping).catalog.publish([item]));
    expect(sandbox.effects.filter(({ kind }) => kind === 'photos')).toEqual([{ kind: 'photos', key: 'A-1', value: ['https://shop.example/1.jpg'] }]);
  });

  it('says that an article lies in the trash', async () => {
    const ids = await outcomes(port().catalog.publish([product('A-1'), product('A-2')]));
    const card = ids.get('A-1');
    const nmID = Number(card?.type === 'accepted' && card.externalIds?.nmId);
    await client().request('POST /content/v2/cards/delete/trash', { body: { nmIDs: [nmID] } });
    const found = await outcomes(port().catalog.publish([product('A-1'), product('A-3')]));
    expect(found.get('A-1')).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.article-taken', hint: expect.stringContaining('trash') }] });
    expect(found.get('A-3')?.type).toBe('accepted');
  });

  it('demands required characteristics by name, and types those that are given', async () => {
    const mapping: WildberriesMapping = { categories: { '*': { subjectId: 593, attributes: { Цвет: { attribute: 'Цвет' }, 200302: { attribute: 'Время работы' } } } }, photos: 'never' };
    const attributes = [{ name: 'Цвет', values: ['белый'] }, { name: 'Время работы', values: ['12,5 ч'] }];
    const found = await outcomes(port(mapping).catalog.publish([product('ok', { attributes })]));
    expect(found.get('ok')?.type).toBe('accepted');
    expect(sandbox.effects.at(-1)?.value).toMatchObject({ characteristics: [{ name: 'Время работы', value: 12.5 }, { name: 'Цвет', value: ['белый'] }] });
    const shirts = await outcomes(port({ categories: { '*': { subjectId: 192 } } }).catalog.publish([product('shirt')]));
    expect(shirts.get('shirt')).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.attribute-missing', field: 'Цвет' }] });
  });
});

describe('prices and stocks', () => {
  const cards = async (...skus: string[]) => outcomes(port().catalog.publish(skus.map((sku) => product(sku))));

  it('sets prices with a discount, and the same ones again without an error', async () => {
    await cards('A-1', 'A-2', 'A-3');
    const updates = [
      { sku: 'A-1', price: money('1500'), oldPrice: money('2000') },
      { sku: 'A-2', price: money('900') },
      { sku: 'A-3', price: money('900'), oldPrice: money('900') },
      { sku: 'A-4', price: money('1') },
      { sku: 'A-5', price: money('10.50') },
    ];
    const found = await outcomes(port().prices.set(updates));
    expect(found.get('A-1')?.type).toBe('accepted');
    expect(found.get('A-2')?.type).toBe('accepted');
    expect(found.get('A-3')).toMatchObject({ reasons: [{ code: 'occwo.old-price-too-low' }] });
    expect(found.get('A-4')).toMatchObject({ reasons: [{ code: 'occwo.card-missing' }] });
    expect(sandbox.effects.filter(({ kind }) => kind === 'price')).toEqual([
      { kind: 'price', key: 'A-1', value: { price: 2000, discount: 25 } },
      { kind: 'price', key: 'A-2', value: { price: 900, discount: 0 } },
    ]);
    expect(await outcomes(port().prices.set(updates))).toEqual(found);
  });

  it('tells what the marketplace says of a price that fell too far', async () => {
    await cards('A-1', 'A-2');
    await outcomes(port().prices.set([{ sku: 'A-1', price: money('9000') }]));
    const found = await outcomes(port().prices.set([{ sku: 'A-1', price: money('1000') }, { sku: 'A-2', price: money('500') }]));
    expect(found.get('A-1')).toMatchObject({ type: 'rejected', reasons: [{ code: 'price-refused', message: expect.stringContaining('quarantine') }] });
    expect(found.get('A-2')?.type).toBe('accepted');
  });

  it('sets stocks of the only warehouse, by size, and names what is wrong', async () => {
    const ids = await cards('A-1', 'A-2');
    const second = ids.get('A-2');
    const externalIds = (second?.type === 'accepted' ? second.externalIds : undefined) ?? {};
    const found = await outcomes(
      port().stocks.set([
        { sku: 'A-1', count: 5 },
        { sku: 'A-2', count: 7, externalIds },
        { sku: 'gone', count: 1, externalIds: { nmId: '1', chrtId: '999' } },
        { sku: 'many', count: 100_001 },
        { sku: 'nowhere', count: 1, warehouse: 'Тверь', externalIds },
      ]),
    );
    expect(found.get('A-1')?.type).toBe('accepted');
    expect(found.get('A-2')?.type).toBe('accepted');
    expect(found.get('gone')).toMatchObject({ reasons: [{ code: 'NotFound', hint: expect.stringContaining('30 minutes') }] });
    expect(found.get('many')).toMatchObject({ reasons: [{ code: 'occwo.stock-invalid' }] });
    expect(found.get('nowhere')).toMatchObject({ reasons: [{ code: 'occwo.warehouse-missing', message: expect.stringContaining('Основной склад') }] });
    expect(sandbox.effects.filter(({ kind }) => kind === 'stock').map(({ value }) => value)).toEqual([5, 7]);
  });

  it('stops at a credential that is refused', async () => {
    const refused = wildberriesMarketplace(createWildberries({ clock, hosts: sandbox.hosts, token: 'e30.e30.x' }), sandboxMapping(), { clock });
    await expect(outcomes(refused.catalog.publish([product('A-1')]))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

describe('reading back', () => {
  it('learns of cards that were not done in time what became of them', async () => {
    await sandbox.close();
    sandbox = await startWildberriesSandbox({ clock, taskMs: 20_000 });
    wildberries = createWildberries({ clock, hosts: sandbox.hosts, ...sandbox.credentials });
    const since = clock.now();
    const products = [product('good'), product('emoji', { name: 'Кружка 😈' }), product('pictured', { photos: ['https://shop.example/1.jpg'] })];
    const first = await outcomes(port(sandboxMapping(), 3_000).catalog.publish(products));
    expect([...first.values()].map(({ type }) => type)).toEqual(['unknown', 'unknown', 'unknown']);

    const read = (items: readonly { sku: string }[], from: number) => outcomes(port({ ...sandboxMapping(), photos: 'missing' }).catalog.reconcile?.(items, { since: from }) ?? empty());
    let found = await read(products, since);
    while ([...found.values()].some(({ type }) => type === 'unknown')) found = await read(products, since);
    expect(found.get('good')).toMatchObject({ type: 'accepted', externalIds: { nmId: expect.stringMatching(/^\d+$/), chrtId: expect.stringMatching(/^\d+$/) } });
    expect(found.get('emoji')).toMatchObject({ type: 'rejected', reasons: [{ code: 'card-refused', message: expect.stringContaining('запрещенные символы') }] });
    expect(found.get('pictured')).toMatchObject({ type: 'accepted', warnings: [{ code: 'occwo.photos-not-sent' }] });

    // Neither an older card nor an older refusal says anything of what was sent later.
    const later = await read([{ sku: 'good' }, { sku: 'emoji' }, { sku: 'never' }], clock.now());
    expect([...later.values()]).toMatchObject([
      { sku: 'good', type: 'unknown', reason: { code: 'occwo.card-unchanged' } },
      { sku: 'emoji', type: 'unknown', reason: { code: 'occwo.not-found' } },
      { sku: 'never', type: 'unknown', reason: { code: 'occwo.not-found' } },
    ]);
  });
});

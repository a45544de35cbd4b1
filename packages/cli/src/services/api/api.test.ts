import { describe, expect, it } from 'vitest';
import { schemaCheck, schemaFaults } from '../../testing/json-schemas.js';
import { runInput } from '../../testing/run-input.js';
import { loadApis } from './api-tables.js';
import { describeOperation } from './describe-operation.js';
import { readExactJson } from './exact-json.js';
import { fieldsOf } from './fields.js';
import { findOperation, nameOf, routeOf } from './find-operation.js';
import { runApiDescribe } from './run-api-describe.js';
import { runApiSearch } from './run-api-search.js';
import { searchOperations } from './search-operations.js';

const apis = await loadApis();
const titles = new Map(await Promise.all(apis.map(async (api) => [api, await api.titles()] as const)));
const names = (...words: string[]) => searchOperations(apis, words, titles).map(({ api, operation }) => nameOf(api, operation));

describe('api search', () => {
  it('finds by words of the name and of the route, in any order, whole words first', () => {
    expect(names('list', 'products')).toContain('ozon.products.list');
    expect(names('PRODUCT', 'list', 'ozon')[0]).toBe('ozon.products.list');
    expect(names('/v3/product/list')).toContain('ozon.products.list');
    expect(names('stock')[0]).toMatch(/\.stocks\./);
    expect(names('no-such-word')).toEqual([]);
  });

  it.each([
    ['остатки', ['ozon.stocks.listByWarehouse', 'wildberries.stocks.update', 'yandex.stocks.update']],
    ['Остаток', ['ozon.stocks.listFbs', 'wildberries.stocks.list', 'yandex.stocks.list']],
    ['цены', ['ozon.prices.update', 'wildberries.prices.upload', 'yandex.prices.updateBusiness']],
    ['заказы', ['ozon.orders.cancel', 'wildberries.dbsOrders.receive', 'yandex.orders.list']],
    ['отчет', ['ozon.reports.createWarehouseStocks', 'wildberries.remainsReports.create', 'yandex.reports.generateStocks']],
    ['отзывы', ['ozon.reviews.createComment', 'wildberries.feedbacks.list', 'yandex.feedbacks.list']],
  ])('finds %s by the vendors\' titles, on all three marketplaces', (word, expected) => {
    const found = names(word);
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.length).toBeLessThan(120);
  });

  it('takes every word, Russian and English together, and the beginning of one', () => {
    expect(names('обновить', 'цену', 'ozon')[0]).toBe('ozon.prices.update');
    expect(names('ozon', 'остат', 'склад')).toContain('ozon.stocks.listByWarehouse');
    expect(names('stocks', 'остатки', 'yandex').slice(0, 4)).toContain('yandex.stocks.list');
    expect(names('рейтинг')).toEqual(expect.arrayContaining(['ozon.products.contentRating', 'ozon.ratings.summary']));
    expect(names('остатки', 'мамонт')).toEqual([]);
  });

  it('keeps to one marketplace and prints a document', async () => {
    const run = runInput();
    expect(await runApiSearch({ ...run, json: true, words: ['price'], marketplace: 'yandex' })).toBe(0);
    const found = JSON.parse(run.streams.out()) as { operations: { name: string }[] };
    expect(schemaFaults('api-search', found)).toEqual([]);
    expect(found.operations.length).toBeGreaterThan(0);
    expect(found.operations.every(({ name }) => name.startsWith('yandex.'))).toBe(true);
    await expect(runApiSearch({ ...run, words: ['price'], marketplace: 'amazon' })).rejects.toMatchObject({ code: 'usage' });
    await expect(runApiSearch({ ...run, words: ['price', '--marketplac'] })).rejects.toMatchObject({ code: 'usage' });
  });

  it('prints a line an operation, and says on stderr when there is none', async () => {
    const run = runInput();
    await runApiSearch({ ...run, words: ['product', 'list', 'v3'], marketplace: 'ozon' });
    expect(run.streams.out()).toMatch(/^ozon\.products\.list +reads +POST \/v3\/product\/list +Список товаров$/m);
    const none = runInput();
    expect(await runApiSearch({ ...none, words: ['мамонт'] })).toBe(0);
    expect(none.streams.out()).toBe('');
    expect(none.streams.err()).toContain('мамонт');
  });
});

describe('findOperation', () => {
  it.each([
    ['ozon.products.list', 'ozon.products.list', {}], ['POST /v3/product/list', 'ozon.products.list', {}], ['post   /v3/product/list', 'ozon.products.list', {}],
    ['GET /v2/campaigns/42', 'yandex.campaigns.get', { campaignId: '42' }], ['ozon.performance.campaigns.list', 'ozon.performance.campaigns.list', {}],
  ])('%s is %s', (reference, name, path) => {
    const found = findOperation(apis, reference);
    expect(nameOf(found.api, found.operation)).toBe(name);
    expect(found.path).toEqual(path);
  });

  it('finds every operation by its name, and by its route where no other has it', () => {
    const all = apis.flatMap((api) => api.index.all().map((operation) => ({ api, operation })));
    expect(all.length).toBeGreaterThan(900);
    const routes = new Map<string, number>();
    for (const { operation } of all) routes.set(routeOf(operation), (routes.get(routeOf(operation)) ?? 0) + 1);
    for (const { api, operation } of all) {
      expect(findOperation(apis, nameOf(api, operation)).operation).toBe(operation);
      if (routes.get(routeOf(operation)) === 1) expect(findOperation(apis, routeOf(operation)).operation).toBe(operation);
    }
  });

  it('says what is near, and what the choices are', () => {
    expect(() => findOperation(apis, 'ozon.products.lsit')).toThrow(/ozon\.products/);
    expect(() => findOperation(apis, 'products.list')).toThrow(/ozon\.products\.list/);
  });
});

describe('api describe', () => {
  it('describes every operation by the schema of its document', async () => {
    const faults = schemaCheck('api-describe');
    for (const api of apis) {
      for (const operation of api.index.all()) {
        const description = await describeOperation({ api, operation, path: {} });
        expect(faults(JSON.parse(JSON.stringify(description))), description.name).toEqual([]);
        for (const [, name] of operation.path.matchAll(/\{([^}]+)\}/g)) expect(description.parameters.path.map((field) => field.name)).toContain(name);
      }
    }
  }, 60_000);

  it('tells a person about effect, limits, pages and fields', async () => {
    const run = runInput();
    await runApiDescribe({ ...run, operation: 'ozon.products.list', reply: true });
    expect(run.streams.out()).toMatch(/^ozon\.products\.list {2}POST \/v3\/product\/list\n {2}Список товаров\n[^]*reads, nothing changes[^]*50 requests in 1 s[^]*items in result\.items, up to 1000 by limit[^]*offer_id +string\[\], minItems 1, maxItems 1000[^]*In the reply\n[^]*result\.items\[\]\.offer_id/);
    const sunset = runInput();
    await runApiDescribe({ ...sunset, operation: 'ozon.products.importPicturesV1', reply: false });
    expect(sunset.streams.out()).toMatch(/2026-10-01, replaced by POST \/v2\/product\/pictures\/import/);
    expect(sunset.streams.out()).not.toContain('In the reply');
  });
});

describe('fieldsOf', () => {
  it('follows references to where they close, joins allOf, and tells types, limits and values', () => {
    const tree = { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 5 }, children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } };
    const schema = { allOf: [{ $ref: '#/$defs/Tree' }, { properties: { kind: { type: 'string', enum: ['a', 'b'] }, at: { type: 'string', format: 'date' } }, required: ['kind'] }] };
    expect(fieldsOf(schema, { Tree: tree })).toEqual([
      { name: 'name', type: 'string', required: true, limits: ['maxLength 5'] },
      { name: 'children', type: 'object[]', required: false, limits: [] },
      { name: 'children[].name', type: 'string', required: true, limits: ['maxLength 5'] },
      { name: 'children[].children', type: 'object[]', required: false, limits: [] },
      { name: 'kind', type: 'string', required: true, limits: [], values: ['a', 'b'] },
      { name: 'at', type: 'string(date)', required: false, limits: [] },
    ]);
  });
});

describe('readExactJson', () => {
  it('keeps integers that a number cannot hold, and leaves texts and fractions alone', () => {
    expect(readExactJson('{"id":3000000000000000001,"small":1000000000000000,"text":"3000000000000000001","f":1234567890123456789.5}')).toEqual({
      id: 3000000000000000001n, small: 1000000000000000, text: '3000000000000000001', f: 1234567890123456800,
    });
  });

  it('says where JSON breaks', () => expect(() => readExactJson('{"a":')).toThrow(/--body is no JSON/));
});

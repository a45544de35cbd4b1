import { operationIndex } from '@occwo/core/client';
import type { GroupSchemas, JsonSchema } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { limits as performanceLimits } from '../generated/performance/limits.js';
import { operations as performanceOperations } from '../generated/performance/operations.js';
import { limits } from '../generated/seller/limits.js';
import { operations } from '../generated/seller/operations.js';
import { paging } from '../generated/seller/paging.js';
import { schemas } from '../generated/seller/schemas.js';

const index = operationIndex(operations);

const perSecond = (count: number) => ({ count, periodMs: 1000 });
const perMinute = (count: number) => ({ count, periodMs: 60_000 });
const perHour = (count: number) => ({ count, periodMs: 3_600_000 });
const perDay = (count: number) => ({ count, periodMs: 86_400_000 });
const draft = [perMinute(2), perHour(50), perDay(500)];

describe('limits beside the 50 requests a second of an account', () => {
  it.each([
    ['/v1/product/placement-zone/info', [perSecond(10)]], ['/v1/barcode/add', [perMinute(20)]], ['/v1/barcode/generate', [perMinute(20)]],
    ['/v2/products/stocks', [perMinute(80)]], ['/v1/warehouse/list', [perMinute(1)]], ['/v1/report/discounted/create', [perMinute(1)]],
    ['/v1/analytics/data', [perMinute(1)]], ['/v1/analytics/turnover/stocks', [perMinute(1)]],
    ['/v1/report/placement/by-products/create', [perDay(5)]], ['/v1/report/placement/by-supplies/create', [perDay(5)]],
    ['/v1/draft/direct/create', draft], ['/v1/draft/crossdock/create', draft], ['/v1/draft/multi-cluster/create', draft], ['/v2/draft/supply/create', draft],
  ])('%s', (path, windows) => {
    expect(index.byRoute(`POST ${path}`).limits.map((key) => limits[key]?.windows)).toEqual([[perSecond(50)], windows]);
  });

  it.each(['/v3/product/import', '/v1/product/import-by-sku', '/v1/product/attributes/update', '/v1/product/pictures/import', '/v1/product/update/offer-id', '/v1/product/unarchive'])(
    '%s is counted in items: a refusal for them blocks it alone, not the account',
    (path) => expect(index.byRoute(`POST ${path}`).limits.map((key) => limits[key]?.windows)).toEqual([[perSecond(50)], []]),
  );

  it('exports of the Performance API are counted by the day, its reads of statistics are not', () => {
    const performance = operationIndex(performanceOperations);
    const windowsOf = (route: string) => performance.byRoute(route).limits.map((key) => performanceLimits[key]?.windows);
    expect(windowsOf('POST /api/client/statistics')).toEqual([[perDay(100_000)], [perDay(2000)]]);
    expect(windowsOf('GET /api/client/statistics/campaign/product')).toEqual([[perDay(100_000)]]);
    expect(windowsOf('POST /api/client/statistics/products/sku')).toEqual([[perDay(100_000)]]);
  });
});

describe('how much a call takes, which Ozon tells in prose', () => {
  it.each([
    ['/v3/product/import', 100], ['/v1/product/import-by-sku', 1000], ['/v1/product/attributes/update', 100], ['/v1/product/update/offer-id', 25],
    ['/v2/products/stocks', 100], ['/v1/product/import/prices', 1000], ['/v1/product/archive', 100], ['/v1/product/unarchive', 100],
    ['/v2/products/delete', 500], ['/v2/product/pictures/info', 1000], ['/v1/barcode/add', 100], ['/v1/barcode/generate', 100],
    ['/v1/product/related-sku/get', 200], ['/v1/product/placement-zone/info', 150], ['/v1/analytics/stocks', 100],
    ['/v1/seller-actions/products/add', 100], ['/v1/pricing-strategy/products/add', 50], ['/v1/finance/accrual/postings', 200],
    ['/v2/posting/fbs/awaiting-delivery', 100], ['/v2/fbs/posting/tracking-number/set', 20], ['/v3/supply-order/get', 50],
    ['/v1/supply-order/bundle', 100], ['/v1/draft/multi-cluster/create', 20], ['/v2/review/change-status', 100], ['/v1/product/visibility/info', 350],
  ])('%s: %i', (path, most) => expect(index.byRoute(`POST ${path}`).batch?.max).toBe(most));
});

describe('pages of at most', () => {
  it.each([
    ['/v4/posting/fbs/list', 100], ['/v4/posting/fbs/unfulfilled/list', 100], ['/v3/posting/fbo/list', 100], ['/v3/supply-order/list', 100],
    ['/v2/review/list', 100], ['/v3/chat/list', 100], ['/v1/returns/list', 500], ['/v2/warehouse/list', 200], ['/v2/actions/discounts-task/list', 50],
    ['/v3/product/list', 1000],
  ])('%s: %i', (path, most) => expect(paging[index.byRoute(`POST ${path}`).name]?.size?.max).toBe(most));
});

describe('paging', () => {
  it.each(Object.keys(paging))('%s: cursor, items and end stand where the official schema has them, and a cursor fits into the next request', async (name) => {
    const row = paging[name];
    const [group = '', method = ''] = name.split('.');
    const { operations: own, $defs } = (await schemas[group as keyof typeof schemas]?.())?.default as unknown as GroupSchemas;
    const resolve = (schema: JsonSchema | undefined): JsonSchema | undefined => {
      const local = /^#\/\$defs\/(.+)$/.exec(String(schema?.$ref ?? ''))?.[1];
      return local === undefined ? schema : resolve($defs[local]);
    };
    const at = (schema: JsonSchema | undefined, path: string) =>
      path.split('.').filter(Boolean).reduce((found, step) => resolve((found?.properties as Record<string, JsonSchema> | undefined)?.[step]), resolve(schema));
    const types = (schema: JsonSchema | undefined): string[] => [schema?.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : String(type)));

    const { body, reply } = own[method] ?? {};
    const items = at(reply, row?.items ?? '');
    expect(types(items)).toContain('array');
    if (row?.endAt) expect(at(reply, row.endAt), row.endAt).toBeDefined();
    if (row?.size) expect(at(body, row.size.at), row.size.at).toBeDefined();
    if (row?.at) expect(at(body, row.at), row.at).toBeDefined();
    for (const [from, to] of row?.next ?? []) {
      const source = row?.style === 'last-item' ? at(resolve(items?.items as JsonSchema), from) : at(reply, from);
      const target = at(body, to);
      expect(source, from).toBeDefined();
      expect(target, to).toBeDefined();
      if (types(target).length > 0) expect(types(target), `${from} into ${to}`).toEqual(expect.arrayContaining(types(source).filter((type) => type !== 'null').slice(0, 1)));
    }
  });
});

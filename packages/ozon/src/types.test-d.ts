import { expectTypeOf, test } from 'vitest';
import type { Marketplace } from '@occwo/core';
import type { OzonClient, OzonMapping, OzonPerformanceClient, OzonPushOf } from './index.js';
import { createPushReceiver, job, ozonMarketplace } from './index.js';
import type { ProductListParams, ProductListReply } from '@occwo/ozon/models';
import type { CampaignListReply } from '@occwo/ozon/models/performance';
import { sandboxMapping } from './sandbox/index.js';

declare const ozon: OzonClient;
declare const performance: OzonPerformanceClient;

test('a client is what the port and the jobs take', async () => {
  expectTypeOf(ozonMarketplace(ozon, sandboxMapping())).toEqualTypeOf<Marketplace>();
  const report = job(ozon, 'POST /v1/report/products/create');
  expectTypeOf(report.run({ body: { language: 'RU' } })).resolves.toHaveProperty('value').not.toBeAny();
  expectTypeOf((await report.resume('R-1')).value.result).not.toBeAny();
  expectTypeOf(job(performance, 'POST /api/client/statistics').start).parameter(0).not.toBeAny();
  // @ts-expect-error a carriage has a number, no text
  void job(ozon, 'POST /v1/carriage/approve').run({ body: { carriage_id: 'x' } });
  // @ts-expect-error a route that starts no job
  void job(ozon, 'POST /v3/product/list');
});

test('methods and routes are typed', () => {
  expectTypeOf(ozon.products.list).parameter(0).not.toBeAny();
  expectTypeOf(ozon.request('POST /v1/roles')).resolves.not.toBeAny();
});

test('what a method takes and gives has a name', () => {
  expectTypeOf(ozon.products.list).returns.resolves.toEqualTypeOf<ProductListReply>();
  expectTypeOf<ProductListParams>().toExtend<Parameters<OzonClient['products']['list']>[0]>();
  expectTypeOf(performance.campaigns.list).returns.resolves.toEqualTypeOf<CampaignListReply>();
});

test('mappings are checked', () => {
  expectTypeOf<OzonMapping>().toExtend<{ categories: object }>();
  // @ts-expect-error a type id is missing
  const broken: OzonMapping = { categories: { '*': { descriptionCategoryId: 1 } } };
  void broken;
});

test('a push is typed by its type', () => {
  createPushReceiver({ on: { TYPE_UPDATE_ITEM: (push) => void expectTypeOf(push.offer_id).toEqualTypeOf<string>() } });
  expectTypeOf<OzonPushOf<'TYPE_NEW_POSTING'>['posting_number']>().toEqualTypeOf<string>();
});

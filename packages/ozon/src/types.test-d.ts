import { expectTypeOf, test } from 'vitest';
import type { Marketplace } from '@occwo/core';
import type { JobResult, OzonClient, OzonMapping, OzonPerformanceClient, OzonPushOf } from './index.js';
import { createPushReceiver, ozonMarketplace, runJob } from './index.js';
import { sandboxMapping } from './sandbox/index.js';

declare const ozon: OzonClient;
declare const performance: OzonPerformanceClient;

test('a client is what the port and the jobs take', () => {
  expectTypeOf(ozonMarketplace(ozon, sandboxMapping())).toEqualTypeOf<Marketplace>();
  expectTypeOf(runJob(ozon, 'POST /v1/report/products/create')).resolves.toEqualTypeOf<JobResult[]>();
  expectTypeOf(runJob(performance, 'POST /api/client/statistics')).resolves.toEqualTypeOf<JobResult[]>();
  // @ts-expect-error a route that starts no job
  void runJob(ozon, 'POST /v3/product/list');
});

test('methods and routes are typed', () => {
  expectTypeOf(ozon.products.list).parameter(0).not.toBeAny();
  expectTypeOf(ozon.request('POST /v1/roles')).resolves.not.toBeAny();
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

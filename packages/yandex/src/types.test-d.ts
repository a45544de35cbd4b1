import { expectTypeOf, test } from 'vitest';
import type { Marketplace } from '@occwo/core';
import type { JobRoute, YandexClient, YandexMapping, YandexPushOf } from './index.js';
import { createPushReceiver, job, yandexMarketplace } from './index.js';
import { sandboxMapping } from './sandbox/index.js';

declare const yandex: YandexClient;

test('a client is what the port and the jobs take', () => {
  expectTypeOf(yandexMarketplace(yandex, sandboxMapping())).toEqualTypeOf<Marketplace>();
  const report = job(yandex, 'POST /v2/reports/goods-feedback/generate');
  expectTypeOf(report.run({ body: { businessId: 1 } })).resolves.toHaveProperty('value').not.toBeAny();
  // @ts-expect-error the cabinet is missing
  void report.run({ body: {} });
  expectTypeOf<'POST /v1/businesses/{businessId}/offer-mappings/barcodes/generate'>().not.toExtend<JobRoute>();
  // @ts-expect-error a route that starts no job
  void job(yandex, 'POST /v2/categories/tree');
});

test('methods and routes are typed, and the client fills in cabinet and shop', () => {
  expectTypeOf(yandex.offerMappings.update({ offerMappings: [{ offer: { offerId: 'A' } }] })).resolves.not.toBeAny();
  expectTypeOf(yandex.stocks.update({ campaignId: 1, skus: [] })).resolves.not.toBeAny();
  expectTypeOf(yandex.request('POST /v2/businesses/{businessId}/settings')).resolves.not.toBeUnknown();
  // @ts-expect-error a value outside of Market's list
  void yandex.prices.updateBusiness({ offers: [{ offerId: 'A', price: { value: 1, currencyId: 'RUB' } }] });
});

test('mappings are checked', () => {
  // @ts-expect-error the category is missing
  const broken: YandexMapping = { categories: { '*': {} } };
  void broken;
});

test('a push is typed by its type', () => {
  createPushReceiver({ on: { ORDER_STATUS_UPDATED: (push) => void expectTypeOf(push.status).toEqualTypeOf<string>() } });
  expectTypeOf<YandexPushOf<'CHAT_MESSAGE_SENT'>['messageId']>().toEqualTypeOf<number | string>();
});

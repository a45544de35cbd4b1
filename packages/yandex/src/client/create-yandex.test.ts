import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientEvent } from '@occwo/core';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { createYandex } from './create-yandex.js';
import type { YandexOptions } from './yandex-options.js';

const credentials = { apiKey: 'ACMA:a:b', businessId: 7, campaignId: 8 };

beforeEach(() => {
  for (const name of ['API_KEY', 'BUSINESS_ID', 'CAMPAIGN_ID']) vi.stubEnv(`OCCWO_YANDEX_${name}`, '');
});
afterEach(() => vi.unstubAllEnvs());

function yandex(options: YandexOptions = {}, answer: (url: string, number: number) => MemoryReply = () => ({ body: { status: 'OK' } })) {
  const transport = memoryTransport(({ url }, number) => answer(url, number));
  return { client: createYandex({ transport, ...options }), sent: transport.requests };
}

describe('createYandex', () => {
  it('sends the bare key, the integration and JSON to the host of Market', async () => {
    const { client, sent } = yandex({ ...credentials, integration: 'Shop/1.0' });
    await client.request('POST /v2/businesses/{businessId}/offer-prices/updates', { body: { offers: [{ offerId: 'A', price: { value: 1, currencyId: 'RUR' } }] } });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.partner.market.yandex.ru/v2/businesses/7/offer-prices/updates',
      headers: { 'Api-Key': 'ACMA:a:b', 'X-Market-Integration': 'Shop/1.0', 'content-type': expect.stringContaining('application/json') },
    });
    expect(sent[0]?.headers).not.toHaveProperty('Authorization');
    expect(JSON.parse(String(sent[0]?.body))).toEqual({ offers: [{ offerId: 'A', price: { value: 1, currencyId: 'RUR' } }] });
  });

  it('serves sellers of Market Yandex Go from .net, and any host that is handed in', async () => {
    const go = yandex({ ...credentials, market: 'go' });
    await go.client.request('GET /v2/campaigns');
    expect(go.sent[0]?.url).toBe('https://api.partner.market.yandex.net/v2/campaigns');
    const own = yandex({ ...credentials, market: 'go', hosts: 'http://127.0.0.1:1' });
    await own.client.request('GET /v2/campaigns');
    expect(own.sent[0]?.url).toBe('http://127.0.0.1:1/v2/campaigns');
  });

  it('takes ids from the call before its own, and its own from the environment', async () => {
    vi.stubEnv('OCCWO_YANDEX_API_KEY', 'ACMA:env');
    vi.stubEnv('OCCWO_YANDEX_CAMPAIGN_ID', '99');
    const { client, sent } = yandex();
    await client.request('GET /v2/campaigns/{campaignId}', {});
    await client.request('GET /v2/campaigns/{campaignId}', { path: { campaignId: 5 } });
    expect(sent.map(({ url }) => url.split('/').at(-1))).toEqual(['99', '5']);
    expect(sent[0]?.headers['Api-Key']).toBe('ACMA:env');
  });

  it.each([
    [{ apiKey: 'ACMA:a' }, 'POST /v2/businesses/{businessId}/settings', 'businessId', 'OCCWO_YANDEX_BUSINESS_ID'],
    [{ apiKey: 'ACMA:a', businessId: 1 }, 'GET /v2/campaigns/{campaignId}', 'campaignId', 'OCCWO_YANDEX_CAMPAIGN_ID'],
    [{ businessId: 1 }, 'POST /v2/businesses/{businessId}/settings', 'apiKey', 'OCCWO_YANDEX_API_KEY'],
  ] as const)('refuses %j at the first call that needs more: %s', async (options, route, option, variable) => {
    const { client, sent } = yandex(options);
    await expect(client.request(route as `POST /${string}`)).rejects.toMatchObject({
      name: 'RefusedError', code: 'credentials', message: expect.stringContaining(option), hint: expect.stringContaining(variable),
    });
    expect(sent).toEqual([]);
  });

  it('repeats the name of a list in the query: the document wants no commas', async () => {
    const { client, sent } = yandex(credentials);
    await client.orders.listByCampaign({ orderIds: [1, 2], status: ['PROCESSING', 'DELIVERY'] });
    expect(new URL(String(sent[0]?.url)).search).toBe('?orderIds=1&orderIds=2&status=PROCESSING&status=DELIVERY');
  });

  it('works without the ids that a call does not need', async () => {
    const { client, sent } = yandex({ apiKey: 'ACMA:a' });
    await client.request('GET /v2/campaigns');
    expect(sent).toHaveLength(1);
  });

  it('never shows the key in an error', async () => {
    const { client } = yandex({ ...credentials, retries: 0 }, () => ({ status: 401, body: { status: 'ERROR', errors: [{ code: 'UNAUTHORIZED', message: 'Api-Key token is invalid' }] } }));
    const error = await client.request('GET /v2/campaigns').then(() => undefined, (failure: Error) => failure);
    expect(error).toMatchObject({ name: 'ApiError', code: 'unauthorized', vendorCode: 'UNAUTHORIZED', status: 401 });
    expect(JSON.stringify(error) + String(error)).not.toContain('ACMA');
  });

  it('waits as long as a 420 says, by the clock of the answer', async () => {
    const clock = fakeClock(Date.parse('2030-01-01T00:00:00Z'));
    const headers = { date: 'Sun, 01 Mar 2026 10:00:00 GMT', 'x-ratelimit-resource-until': 'Sun, 01 Mar 2026 10:00:40 GMT' };
    const limited = { status: 420, headers, body: { status: 'ERROR', errors: [{ code: 'METHOD_FAILURE', message: 'Hit rate limit of 1000 requests per 1 hour for resource x' }] } };
    const { client, sent } = yandex({ ...credentials, clock }, (_url, number) => (number === 1 ? limited : { body: { campaigns: [] } }));
    await clock.run(client.request('GET /v2/campaigns'));
    expect(sent).toHaveLength(2);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(40_000);
    expect(clock.monotonic()).toBeLessThan(41_000);
  });

  it('does not repeat the start of a report, which burns quota', async () => {
    const { client, sent } = yandex(credentials, () => ({ status: 500, body: { status: 'ERROR', errors: [{ code: 'INTERNAL_ERROR' }] } }));
    await expect(client.request('POST /v2/reports/united-orders/generate', { body: { businessId: 7, dateFrom: '2026-01-01', dateTo: '2026-01-31' } })).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });

  it('does not repeat the GET that confirms a shipment', async () => {
    const { client, sent } = yandex(credentials, () => ({ status: 500, body: '' }));
    await expect(client.request('GET /v2/campaigns/{campaignId}/shipments/reception-transfer-act', {})).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });

  it('repeats a POST that only reads', async () => {
    const clock = fakeClock();
    const { client, sent } = yandex({ ...credentials, clock }, (_url, number) => (number < 3 ? { status: 503, body: 'Service temporarily unavailable. Please, try again later' } : { body: { status: 'OK' } }));
    await clock.run(client.request('POST /v2/businesses/{businessId}/offer-mappings'));
    expect(sent).toHaveLength(3);
  });

  it('refuses locally what the key may not do, having asked once', async () => {
    const token = { body: { status: 'OK', result: { apiKey: { name: 'robot', authScopes: ['PRICING_READ_ONLY'] } } } };
    const { client, sent } = yandex({ ...credentials, checkAccess: true }, (url) => (url.endsWith('/auth/token') ? token : { body: { status: 'OK' } }));
    await client.request('POST /v2/businesses/{businessId}/offer-prices');
    await expect(
      client.request('POST /v2/businesses/{businessId}/offer-prices/updates', { body: { offers: [{ offerId: 'A', price: { value: 1, currencyId: 'RUR' } }] } }),
    ).rejects.toMatchObject({ code: 'credentials', hint: expect.stringContaining('pricing') });
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual(['/v2/auth/token', '/v2/businesses/7/offer-prices']);
  });

  it('refuses an integration that Market would refuse', () => {
    expect(() => createYandex({ integration: 'Лавка/1' })).toThrow(/ASCII/);
    expect(() => createYandex({ integration: 'x'.repeat(101) })).toThrow(/ASCII/);
  });

  it('tells a drift of a reply instead of failing', async () => {
    const events: ClientEvent[] = [];
    const { client } = yandex({ ...credentials, onEvent: (event) => events.push(event) }, () => ({ body: { status: 'OK', result: { id: 'no number', name: 5, future: true } } }));
    await expect(client.request('POST /v2/categories/tree')).resolves.toMatchObject({ status: 'OK' });
    expect(events.some(({ type }) => type === 'drift')).toBe(true);
  });
});

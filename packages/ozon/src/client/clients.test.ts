import { ApiError, RefusedError, ValidationError } from '@occwo/core';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOzon } from './create-ozon.js';
import { createOzonPerformance } from './create-ozon-performance.js';

afterEach(() => vi.unstubAllEnvs());

const keys = { clientId: '42', apiKey: 'secret-key' };

describe('createOzon', () => {
  it('sends keys, path and body', async () => {
    const transport = memoryTransport(() => ({ body: { result: { items: [], total: 0, last_id: '' } } }));
    const ozon = createOzon({ ...keys, transport });
    expect(await ozon.products.list({ filter: {}, limit: 100 })).toEqual({ result: { items: [], total: 0, last_id: '' } });
    const [request] = transport.requests;
    expect(request).toMatchObject({ method: 'POST', url: 'https://api-seller.ozon.ru/v3/product/list', body: '{"filter":{},"limit":100}' });
    expect(request?.headers).toMatchObject({ 'client-id': '42', 'api-key': 'secret-key' });
  });

  it('needs no key to be made, and names the missing one at the first call', async () => {
    vi.stubEnv('OCCWO_OZON_CLIENT_ID', '');
    vi.stubEnv('OCCWO_OZON_API_KEY', '');
    const transport = memoryTransport(() => ({ body: {} }));
    const call = createOzon({ transport }).sellers.roles();
    await expect(call).rejects.toBeInstanceOf(RefusedError);
    await expect(call).rejects.toMatchObject({ code: 'credentials', hint: expect.stringContaining('OCCWO_OZON_CLIENT_ID') });
    expect(transport.requests).toHaveLength(0);
  });

  it('turns a refusal into an error with a hint and without a secret', async () => {
    const transport = memoryTransport(() => ({ status: 403, body: { code: 7, message: 'Api-Key is missing a required role for a method', details: [] } }));
    const error = await createOzon({ ...keys, transport }).sellers.roles().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'forbidden', marketplace: 'ozon', status: 403, vendorCode: '7', hint: expect.stringContaining('role') });
    expect(JSON.stringify(error)).not.toContain('secret-key');
  });

  it('waits for Retry-After and then passes', async () => {
    const clock = fakeClock();
    const transport = memoryTransport((_, number) =>
      number === 1 ? { status: 429, headers: { 'retry-after': '3' }, body: { code: 8, message: 'You have reached request rate limit per second' } } : { body: { roles: [] } },
    );
    await clock.run(createOzon({ ...keys, transport, clock }).sellers.roles());
    expect(transport.requests).toHaveLength(2);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(3000);
  });

  it('waits for Item-Retry-After, which counts minutes, and refuses a day of it at once', async () => {
    const clock = fakeClock();
    let minutes = '2';
    const transport = memoryTransport((_, number) =>
      number === 2 ? { body: { result: { task_id: 1 } } }
        : { status: 429, headers: { 'item-retry-after': minutes, 'item-rate-limit-remaining': '0' }, body: { code: 'RESOURCE_EXHAUSTED', message: 'You have reached operation items limits', details: [] } },
    );
    const ozon = createOzon({ ...keys, transport, clock });
    const item = { offer_id: 'A', name: 'A', price: '1', vat: '0', description_category_id: 1, type_id: 1, attributes: [] };
    const call = () => clock.run(ozon.request('POST /v3/product/import', { body: { items: [item] } } as never));
    await call();
    expect(clock.monotonic()).toBeGreaterThanOrEqual(120_000);
    minutes = '600';
    const startedAt = clock.monotonic();
    await expect(call()).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 36_000_000 });
    // The limiter knows by now, so the next one does not even leave.
    await expect(call()).rejects.toMatchObject({ code: 'deadline', retryAfterMs: expect.any(Number) });
    expect(clock.monotonic()).toBe(startedAt);
    expect(transport.requests).toHaveLength(3);
  });

  it('takes a stock by article alone, which the official schema forbids by mistake', async () => {
    const transport = memoryTransport(() => ({ body: { result: [] } }));
    const ozon = createOzon({ ...keys, transport });
    await ozon.request('POST /v2/products/stocks', { body: { stocks: [{ offer_id: 'A', warehouse_id: 22_142_605_386_000, stock: 1 }] } } as never);
    await expect(ozon.request('POST /v2/products/stocks', { body: { stocks: [{ offer_id: 5 }] } } as never)).rejects.toBeInstanceOf(ValidationError);
    expect(transport.requests).toHaveLength(1);
  });
});

describe('createOzonPerformance', () => {
  const options = { clientId: '1@advertising.performance.ozon.ru', clientSecret: 's' };

  it('fetches one token for many calls, renews it, and forgets a refused one', async () => {
    const clock = fakeClock();
    let tokens = 0;
    let refuse = false;
    const transport = memoryTransport(({ url, headers }) => {
      if (url.endsWith('/api/client/token')) return { body: { access_token: `T${++tokens}`, expires_in: 1800, token_type: 'Bearer' } };
      return refuse ? { status: 401, body: { error: 'token expired' } } : { body: { list: [], total: '0', used: headers.authorization } };
    });
    const performance = createOzonPerformance({ ...options, transport, clock });
    const ask = () => clock.run(performance.request('GET /api/client/campaign', { query: {} } as never));

    await Promise.all([ask(), ask(), ask()]);
    expect(tokens).toBe(1);
    expect(await ask()).toMatchObject({ used: 'Bearer T1' });
    expect(JSON.parse(String(transport.requests[0]?.body))).toEqual({ client_id: options.clientId, client_secret: 's', grant_type: 'client_credentials' });
    await clock.advance(1_740_000);
    expect(await ask()).toMatchObject({ used: 'Bearer T2' });
    refuse = true;
    await expect(ask()).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringContaining('token expired'), hint: expect.stringContaining('OCCWO_OZON_PERFORMANCE_CLIENT_ID') });
    refuse = false;
    expect(await ask()).toMatchObject({ used: 'Bearer T3' });
  });

  it('sends an OAuth token as it is', async () => {
    const transport = memoryTransport(() => ({ body: { list: [] } }));
    await createOzonPerformance({ accessToken: async () => 'A', transport }).request('GET /api/client/campaign', { query: {} } as never);
    expect(transport.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer A']);
  });

  it('names the credential that misses', async () => {
    vi.stubEnv('OCCWO_OZON_PERFORMANCE_CLIENT_SECRET', '');
    const call = createOzonPerformance({ clientId: 'x', transport: memoryTransport(() => ({ body: {} })) }).request('GET /api/client/campaign', { query: {} } as never);
    await expect(call).rejects.toMatchObject({ code: 'credentials', hint: expect.stringContaining('OCCWO_OZON_PERFORMANCE_CLIENT_SECRET') });
  });
});

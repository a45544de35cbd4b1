import { afterAll, describe, expect, it } from 'vitest';
import { createYandex } from '../client/create-yandex.js';
import { startYandexSandbox } from './index.js';
import type { YandexSandbox, YandexSandboxOptions } from './index.js';

const running: YandexSandbox[] = [];
afterAll(() => Promise.all(running.map((sandbox) => sandbox.close())));

async function start(options: YandexSandboxOptions = {}) {
  const sandbox = await startYandexSandbox(options);
  running.push(sandbox);
  const call = async (method: string, path: string, { body, key = sandbox.credentials.apiKey as string | undefined }: { body?: unknown; key?: string | undefined } = {}) => {
    const reply = await fetch(sandbox.url + path, {
      method, headers: { 'content-type': 'application/json', ...(key !== undefined && { 'api-key': key }) }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: reply.status, headers: reply.headers, body: (await reply.json()) as { status: string; errors?: { code: string; message: string }[]; result?: Record<string, unknown> } };
  };
  return { sandbox, call };
}

const tree = ['POST', '/v2/categories/tree'] as const;

describe('the sandbox of Yandex Market', () => {
  it.each([
    [undefined, 'Credentials are not specified'],
    ['Bearer ACMA:x', 'Api-Key token prefix invalid'],
    ['ACMA:x:y', 'Api-Key token is invalid'],
  ])('answers the key %s with 401', async (key, message) => {
    const { sandbox } = await start();
    const reply = await fetch(`${sandbox.url}/v2/campaigns`, { headers: key === undefined ? {} : { 'api-key': key } });
    expect(reply.status).toBe(401);
    expect(await reply.json()).toEqual({ status: 'ERROR', errors: [{ code: 'UNAUTHORIZED', message }] });
  });

  it('refuses what the key has no access for, naming the accesses', async () => {
    const { call } = await start({ scopes: ['pricing:read-only'] });
    const { status, body } = await call('POST', '/v2/businesses/1001001/offer-mappings/update', { body: { offerMappings: [{ offer: { offerId: 'A' } }] } });
    expect(status).toBe(403);
    expect(body.errors?.[0]?.message).toMatch(/does not have any of the scopes.*offers-and-cards-management/);
    expect((await call(...tree, { body: {} })).status).toBe(200);
  });

  it('knows its own cabinet and shop only', async () => {
    const { call } = await start();
    expect((await call('POST', '/v2/businesses/5/settings', { body: {} })).status).toBe(403);
    expect((await call('GET', '/v2/campaigns/5')).body.errors?.[0]?.message).toBe("Campaign not found: '5'");
    expect((await call('GET', '/v2/nothing')).status).toBe(404);
  });

  it('checks requests by the official schema', async () => {
    const { call } = await start();
    const { status, body } = await call('POST', '/v2/businesses/1001001/offer-prices/updates', { body: { offers: [{ offerId: 'A', price: { value: 'ten', currencyId: 'RUR' } }] } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'ERROR', errors: [{ code: 'BAD_REQUEST', message: expect.stringContaining('price.value') }] });
  });

  it('refuses a body over 512 KB', async () => {
    const { call } = await start();
    const offers = Array.from({ length: 90 }, (_, index) => ({ offer: { offerId: `A-${index}`, description: 'я'.repeat(6000) } }));
    const { status, body } = await call('POST', '/v2/businesses/1001001/offer-mappings/update', { body: { offerMappings: offers } });
    expect([status, body.errors?.[0]?.message]).toEqual([400, expect.stringContaining('The request is too big')]);
  });

  it('states its limits on every answer and refuses with 420 and the date to wait for', async () => {
    const { call } = await start();
    const first = await call(...tree, { body: {} });
    expect([first.headers.get('x-ratelimit-resource-limit'), first.headers.get('x-ratelimit-resource-remaining')]).toEqual(['50', '49']);
    for (let calls = 1; calls < 50; calls += 1) await call(...tree, { body: {} });
    const refused = await call(...tree, { body: {} });
    expect(refused.status).toBe(420);
    expect(refused.body.errors?.[0]?.message).toBe('Hit rate limit of 50 requests per 1 hour for resource v2/categories/tree');
    const wait = Date.parse(refused.headers.get('x-ratelimit-resource-until') ?? '') - Date.parse(refused.headers.get('date') ?? '');
    expect(wait).toBeGreaterThan(3_500_000);
    expect(wait).toBeLessThanOrEqual(3_602_000);
  });

  it('is never asked too much at once by the client', async () => {
    const { sandbox } = await start();
    const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
    await Promise.all(Array.from({ length: 40 }, () => yandex.campaigns.list({})));
    expect([...sandbox.requests]).toEqual([['campaigns.list', 40]]);
  });

  it('gives a subscriber higher limits, which the client learns', async () => {
    const { sandbox } = await start({ subscription: 'medium' });
    const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
    await yandex.request('POST /v2/categories/tree', { body: {} });
    await yandex.request('POST /v2/categories/tree', { body: {} });
    expect(yandex.limits().find(({ key }) => key.includes('-medium:categories.getTree'))?.room).toBe(98);
  });

  it('makes a card of an offer after a while', async () => {
    const { call } = await start({ taskMs: 60_000 });
    const offer = { offerId: ' A ', name: 'Кружка', marketCategoryId: 41, vendor: 'В', description: 'О', pictures: ['https://a.example/1.jpg'] };
    expect((await call('POST', '/v2/businesses/1001001/offer-mappings/update', { body: { offerMappings: [{ offer }] } })).body).toEqual({ status: 'OK' });
    const { body } = await call('POST', '/v2/businesses/1001001/offer-mappings', { body: { offerIds: ['A'] } });
    expect(body.result).toMatchObject({ offerMappings: [{ offer: { offerId: 'A', cardStatus: 'NO_CARD_PROCESSING' }, mapping: { marketCategoryName: 'Кружки' } }] });
  });

  it('pages the catalogue; the last page has no token', async () => {
    const { sandbox, call } = await start();
    const offers = Array.from({ length: 5 }, (_, index) => ({ offer: { offerId: `A-${index}`, name: 'К', marketCategoryId: 41, vendor: 'В', description: 'О', pictures: ['https://a.example/1.jpg'] } }));
    await call('POST', '/v2/businesses/1001001/offer-mappings/update', { body: { offerMappings: offers } });
    const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts });
    const pages = yandex.offerMappings.listAll({ businessId: sandbox.credentials.businessId }, { pageSize: 2 });
    expect((await pages.toArray()).map(({ offer }) => offer?.offerId)).toEqual(['A-0', 'A-1', 'A-2', 'A-3', 'A-4']);
    expect(sandbox.requests.get('offerMappings.list')).toBe(3);
  });

  it('tells what the key may do, and where things are', async () => {
    const { call, sandbox } = await start({ scopes: ['all-methods:read-only', 'pricing'], subscription: 'medium' });
    expect((await call('POST', '/v2/auth/token')).body.result).toEqual({ apiKey: { name: 'sandbox', authScopes: ['ALL_METHODS_READ_ONLY', 'PRICING'] } });
    expect((await call('POST', '/v2/businesses/1001001/settings', { body: {} })).body.result).toMatchObject({ subscriptionLevel: 'MEDIUM', info: { id: 1001001 } });
    expect((await call('GET', '/v2/campaigns')).body).toMatchObject({ campaigns: [{ id: sandbox.credentials.campaignId, business: { id: 1001001 } }] });
    expect((await call('POST', '/v3/businesses/1001001/warehouses', { body: {} })).body.result).toMatchObject({ warehouses: [{ id: sandbox.warehouseId }] });
  });

  it('lists the parameters of leaves only', async () => {
    const { call } = await start();
    const { body } = await call('POST', '/v2/category/21/parameters', {});
    expect(body.result?.parameters).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Размер', required: true, type: 'ENUM' })]));
    expect((await call('POST', '/v2/category/20/parameters')).body.errors?.[0]?.code).toBe('INVALID_CATEGORY');
    expect((await call('POST', '/v2/category/777/parameters')).status).toBe(404);
  });

  it('answers by the official schemas, whatever it is asked', async () => {
    const { sandbox } = await start({ taskMs: 0 });
    const yandex = createYandex({ ...sandbox.credentials, hosts: sandbox.hosts, replies: 'strict' });
    const { warehouseId: partnerWarehouseId } = sandbox;
    const offer = {
      offerId: 'A', name: 'Наушники', marketCategoryId: 11, vendor: 'В', description: 'О', pictures: ['https://a.example/1.jpg'], barcodes: ['4006381333931'],
      weightDimensions: { length: 1, width: 2, height: 3, weight: 0.1 }, parameterValues: [{ parameterId: 401, value: '5', unitId: 40101 }], basicPrice: { value: 10, currencyId: 'RUR' as const },
    };
    await yandex.offerMappings.update({ offerMappings: [{ offer }] });
    await yandex.prices.updateBusiness({ offers: [{ offerId: 'A', price: { value: 9.5, currencyId: 'RUR', discountBase: 12 } }] });
    await yandex.stocks.update({ skus: [{ sku: 'A', items: [{ count: 3, updatedAt: '2026-03-01T10:00:00+03:00' }] }] });
    await yandex.stocks.updatePartner({ skuItems: [{ sku: 'A', partnerWarehouseId, count: 4 }] });
    const replies = await Promise.all([
      yandex.offerMappings.list({}), yandex.prices.listBusiness({}), yandex.stocks.list({}), yandex.stocks.listPartner({ partnerWarehouseId }),
      yandex.warehouses.listPartner({}), yandex.campaigns.list({}), yandex.campaigns.get({}), yandex.businesses.getSettings({}),
      yandex.categories.getTree({}), yandex.categories.listParameters({ categoryId: 11 }), yandex.tokens.getInfo(),
    ]);
    expect(replies).toHaveLength(11);
    expect([...sandbox.requests.keys()].filter((name) => name.includes('!'))).toEqual([]);
    expect(replies[3]).toMatchObject({ result: { offers: [{ offerId: 'A', stocks: [{ type: 'FIT', count: 4 }, { type: 'AVAILABLE', count: 4 }] }] } });
  });
});

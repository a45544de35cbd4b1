import { readFileSync } from 'node:fs';
import { money, publishProducts } from '@occwo/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOzon } from '../client/create-ozon.js';
import type { OzonClient } from '../client/create-ozon.js';
import { operations } from '../generated/seller/operations.js';
import { ozonMarketplace } from '../marketplace/ozon-marketplace.js';
import { gather, outcomes, product } from '../marketplace/testing/products.js';
import { sandboxMapping } from './sandbox-mapping.js';
import type { OzonSandbox } from './start-ozon-sandbox.js';
import { startOzonSandbox } from './start-ozon-sandbox.js';

let sandbox: OzonSandbox;
let ozon: OzonClient;
const drift: string[] = [];

beforeAll(async () => {
  sandbox = await startOzonSandbox({ taskMs: 50, stockPauseMs: 0 });
  ozon = createOzon({
    ...sandbox.credentials, hosts: sandbox.hosts,
    onEvent: (event) => event.type === 'drift' && drift.push(`${event.operation} ${event.path} ${event.rule}`),
  });
});
afterAll(() => sandbox.close());

const marketplace = () => ozonMarketplace(ozon, sandboxMapping());
const products = [
  product('good'),
  product('bare', { dimensions: undefined, weightG: undefined } as never),
  product('barcode', { barcodes: ['4601234567890'] }),
  product('price', { price: { price: money('100'), oldPrice: money('90') } }),
  product('name', { name: 'я'.repeat(501) }),
  product('photos', { photos: Array.from({ length: 31 }, (_, index) => `https://x.example/${index}.jpg`) }),
];

describe('the port against the sandbox, over HTTP', () => {
  it('publishes the good and names what is wrong with the rest, twice the same', async () => {
    const first = outcomes(await gather(marketplace().catalog.publish(products)));
    const codes = Object.fromEntries(Object.values(first).map((event) => [event.sku, event.type === 'rejected' ? event.reasons[0]?.code : event.type]));
    expect(codes).toEqual({
      good: 'accepted', bare: 'accepted', barcode: 'barcode_invalid', price: 'old_price_less_than_price', name: 'name_too_long', photos: 'VALUE_MAX_LIMIT',
    });
    expect(outcomes(await gather(marketplace().catalog.publish(products)))).toEqual(first);
    expect(sandbox.effects.filter(({ kind }) => kind === 'card').map(({ key }) => key).sort()).toEqual(['bare', 'good']);
  });

  it('sets prices and stocks, and reads them back', async () => {
    const { prices, stocks } = marketplace();
    expect(outcomes(await gather(prices.set([{ sku: 'good', price: money('1000'), oldPrice: money('1300') }]))).good?.type).toBe('accepted');
    expect(outcomes(await gather(stocks.set([{ sku: 'good', count: 12 }]))).good?.type).toBe('accepted');
    const { items: [priced] = [] } = await ozon.request('POST /v5/product/info/prices', { body: { filter: { offer_id: ['good'] }, limit: 10 } } as never) as { items?: { price: unknown }[] };
    expect(priced?.price).toMatchObject({ price: 1000, old_price: 1300 });
    const { products: [stock] = [] } = await ozon.request('POST /v2/product/info/stocks-by-warehouse/fbs', { body: { offer_id: ['good'], limit: 10 } } as never) as { products?: unknown[] };
    expect(stock).toMatchObject({ present: 12, free_stock: 12 });
  });

  it('lists page by page', async () => {
    const items = await ozon.products.listAll({ filter: {}, limit: 1 }).toArray();
    expect(items.map(({ offer_id }) => offer_id).sort()).toEqual(['bare', 'good']);
  });
});

describe('habits of the real one', () => {
  const raw = async (path: string, body: unknown) => {
    const headers = { 'client-id': sandbox.credentials.clientId, 'api-key': sandbox.credentials.apiKey };
    const reply = await fetch(`${sandbox.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };

  it('an unknown product is no error but an empty list', async () => {
    expect(await raw('/v3/product/info/list', { offer_id: ['nobody'] })).toEqual({ status: 200, body: { items: [] } });
  });

  it('product/list wants filter and limit, which its document does not say', async () => {
    expect((await raw('/v3/product/list', {})).status).toBe(400);
    expect((await raw('/v3/product/list', { filter: {}, limit: 1 })).status).toBe(200);
  });

  it('a batch over its size is refused as a whole', async () => {
    const stocks = Array.from({ length: 101 }, () => ({ offer_id: 'A', warehouse_id: 1, stock: 1 }));
    expect(await raw('/v2/products/stocks', { stocks })).toMatchObject({ status: 400, body: { code: 3, message: expect.stringContaining('between 1 and 100') } });
  });

  it('a key without an end has null for it, and quotas tell what is used', async () => {
    expect(await raw('/v1/roles', {})).toMatchObject({ body: { expires_at: null } });
    expect(await raw('/v4/product/info/limit', {})).toMatchObject({ body: { daily_create: { limit: 20_000 }, total: { limit: -1, usage: 2 } } });
  });
});

describe('what the sandbox refuses', () => {
  it('a missing key and a wrong one', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${sandbox.url}/v1/roles`, { method: 'POST', body: '{}', headers });
    expect((await ask({})).status).toBe(401);
    expect(await (await ask({})).json()).toMatchObject({ code: 16, message: 'Client-Id and Api-Key headers are required' });
    const wrong = createOzon({ clientId: '1', apiKey: 'x', hosts: sandbox.hosts });
    await expect(wrong.sellers.roles()).rejects.toMatchObject({ code: 'forbidden', status: 403, hint: expect.stringContaining('OCCWO_OZON_API_KEY') });
    await expect(gather(ozonMarketplace(wrong, sandboxMapping()).catalog.publish(products))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('takes the token of an app, and no other', async () => {
    const client = (accessToken: string) => createOzon({ accessToken, hosts: sandbox.hosts });
    await expect(client(sandbox.accessToken).sellers.roles()).resolves.toMatchObject({ roles: [{ name: 'Admin' }] });
    await expect(client('other').sellers.roles()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('more than 80 calls a minute of stocks, with the real headers', async () => {
    const own = await startOzonSandbox({ seed: 2 });
    const call = () =>
      fetch(`${own.url}/v2/products/stocks`, {
        method: 'POST', body: '{"stocks":[{"offer_id":"A","warehouse_id":1,"stock":1}]}',
        headers: { 'client-id': own.credentials.clientId, 'api-key': own.credentials.apiKey },
      });
    const replies = [];
    for (let number = 0; number < 81; number += 1) replies.push(await call());
    const last = replies.at(-1);
    await own.close();
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last?.json()).toMatchObject({ code: 8, message: 'You have reached request rate limit per second' });
    expect(replies[0]?.headers.get('ratelimit-remaining')).toMatch(/^\d+$/);
  });

  it('too many items at once, in minutes', async () => {
    const own = await startOzonSandbox({ itemsPerMinute: 1 });
    const client = createOzon({ ...own.credentials, hosts: own.hosts, retries: 0 });
    const item = { name: 'A', price: '1', vat: '0', description_category_id: 1, type_id: 1, attributes: [] };
    const both = client.request('POST /v3/product/import', { body: { items: [{ ...item, offer_id: 'A' }, { ...item, offer_id: 'B' }] } } as never);
    await expect(both).rejects.toMatchObject({ code: 'rate-limited', vendorCode: 'RESOURCE_EXHAUSTED', retryAfterMs: 60_000 });
    // The port knows the quota before, and runs into no refusal. The client's limiter still waits for the one above.
    const port = ozonMarketplace(createOzon({ ...own.credentials, hosts: own.hosts, retries: 0 }), sandboxMapping(), { quotaWaitMs: 0 });
    const found = outcomes(await gather(port.catalog.publish([product('A'), product('B')])));
    await own.close();
    expect(found.A?.type).toBe('accepted');
    expect(found.B).toMatchObject({ type: 'rejected', reasons: [{ code: 'occwo.quota-used-up' }] });
    expect(own.requests.get('products.import!429')).toBe(1);
  });

  it('what breaks the official schema', async () => {
    const reply = await fetch(`${sandbox.url}/v1/product/import/info`, {
      method: 'POST', body: '{}', headers: { 'client-id': sandbox.credentials.clientId, 'api-key': sandbox.credentials.apiKey },
    });
    expect([reply.status, await reply.json()]).toMatchObject([400, { code: 3, message: expect.stringContaining('task_id') }]);
  });
});

describe('a marketplace that fails', () => {
  it('is reported truthfully: what is called accepted took effect, what is called rejected did not', async () => {
    const faults = [
      { kind: 'reset-after', share: 0.1 }, { kind: 'reset-before', share: 0.1 }, { kind: 'html-502', share: 0.1 }, { kind: 'truncate', share: 0.05 },
    ] as const;
    const own = await startOzonSandbox({ seed: 7, taskMs: 20, faults });
    const client = createOzon({ ...own.credentials, hosts: own.hosts, retries: 2 });
    const many = Array.from({ length: 60 }, (_, index) => product(`P${index}`, index % 10 === 0 ? { barcodes: ['1'] } : {}));
    const events = await gather(ozonMarketplace(client, sandboxMapping()).catalog.publish(many, { chunkSize: 5 }));
    const found = outcomes(events);
    await own.close();
    const made = new Set(own.effects.map(({ key }) => key));
    expect(Object.keys(found)).toHaveLength(60);
    for (const [sku, event] of Object.entries(found)) {
      if (event.type === 'accepted') expect(made.has(sku)).toBe(true);
      if (event.type === 'rejected') expect(made.has(sku)).toBe(false);
    }
  });

  it('takes everything unseen where nothing is to be refused', async () => {
    const own = await startOzonSandbox({ taskMs: 0, refuse: false });
    const client = createOzon({ ...own.credentials, hosts: own.hosts });
    const found = outcomes(await gather(ozonMarketplace(client, sandboxMapping()).catalog.publish(products)));
    await own.close();
    expect(Object.values(found).map(({ type }) => type)).toEqual(products.map(() => 'accepted'));
  });
});

describe('the sandbox itself', () => {
  it('answers known routes only', () => {
    const rows = JSON.stringify(operations);
    const folder = new URL('./handlers/', import.meta.url);
    const routes = ['imports', 'prices', 'stocks', 'directory', 'reads', 'account'].flatMap((name) =>
      [...readFileSync(new URL(`${name}.ts`, folder), 'utf8').matchAll(/'(POST \/[^']+)'/g)].map(([, route]) => route as string),
    );
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !rows.includes(`"${route} `))).toEqual([]);
  });

  it('gave no answer that breaks the official schema, but for nulls that the real one sends too', () => {
    expect(drift.filter((line) => !/current_period_(from|to)|pause_at|expires_at/.test(line))).toEqual([]);
  });

  it('lets an import whose every answer was lost end as accepted, by reading back', async () => {
    const losing = await startOzonSandbox({ taskMs: 50, faults: [{ kind: 'reset-after', share: 1, operations: ['products.import'] }] });
    try {
      const client = createOzon({ ...losing.credentials, hosts: losing.hosts, retries: 1, random: () => 0 });
      const ended: string[] = [];
      for await (const event of publishProducts(ozonMarketplace(client, sandboxMapping()), [product('A'), product('B')])) {
        if (event.type === 'outcome') ended.push(`${event.sku} ${event.outcome} ${event.step} ${event.externalIds.productId?.length}`);
      }
      expect(ended.sort()).toEqual(['A accepted prices 10', 'B accepted prices 10']);
    } finally {
      await losing.close();
    }
  });
});

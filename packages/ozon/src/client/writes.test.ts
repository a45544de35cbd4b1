import { UnknownOutcomeError } from '@occwo/core';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createOzonPerformance } from './create-ozon-performance.js';
import { createOzon } from './create-ozon.js';

const keys = { clientId: '1', apiKey: 'k' };
const html = '<html><head><title>502 Bad Gateway</title></head></html>';

/** A Seller client whose answers come in turn, and how often it asked. */
function seller(...replies: { status?: number; body?: unknown }[]) {
  const clock = fakeClock();
  const transport = memoryTransport((_, number) => replies[number - 1] ?? { body: {} });
  const ozon = createOzon({ ...keys, transport, clock });
  return { clock, transport, call: (route: `POST /${string}`, body: unknown = {}) => clock.run(ozon.request(route, { body } as never)) };
}

/** A Performance client whose reports and campaigns all answer the same. */
function advertising(reply: { status?: number; body?: unknown }, options: { readonly readOnly?: boolean } = {}) {
  const clock = fakeClock();
  const transport = memoryTransport(() => reply);
  const performance = createOzonPerformance({ accessToken: 'T', transport, clock, ...options });
  return { transport, call: (route: `GET /${string}`, query: unknown = {}) => clock.run(performance.request(route, { query } as never)) };
}

const period = { from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z' };
const reports = ['GET /api/client/statistics/all_sku_promo/orders/generate', 'GET /api/client/statistics/all_sku_promo/products/generate'] as const;
const switches = ['GET /api/client/campaign/all_sku_promo/activate', 'GET /api/client/campaign/all_sku_promo/deactivate', 'GET /api/client/campaign/all_sku_promo/set_bid'] as const;

describe('GETs of the Performance API that write', () => {
  it.each([...reports, ...switches])('%s is refused in read-only mode', async (route) => {
    const { transport, call } = advertising({ body: {} }, { readOnly: true });
    await expect(call(route, { ...period, bid: '1' })).rejects.toMatchObject({ code: 'read-only' });
    expect(transport.requests).toHaveLength(0);
  });

  it.each(reports)('%s is not sent twice when its answer was lost', async (route) => {
    const { transport, call } = advertising({ status: 502, body: html });
    await expect(call(route, period)).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(transport.requests).toHaveLength(1);
  });
});

describe('writes of the Seller API', () => {
  const create = 'POST /v1/return/pass/create';
  const pass = { arrival_passes: [] };

  it('are never doubled: a create whose answer was a 502 of nginx is unknown, and sent once', async () => {
    const { transport, call } = seller({ status: 502, body: html });
    await expect(call(create, pass)).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(transport.requests).toHaveLength(1);
  });

  it.each([400, 429, 500, 503])('are repeated after "Circle is open", which proves that nothing happened, whatever its status (%i)', async (status) => {
    const { transport, clock, call } = seller({ status, body: { code: 2, message: 'Circle is open' } }, { body: {} });
    await call(create, pass);
    expect(transport.requests).toHaveLength(2);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000);
  });

  it('that set are repeated after "Internal error", the server\'s word for running out of time', async () => {
    const { transport, call } = seller({ status: 500, body: { code: 13, message: 'Internal error' } }, { body: { result: [] } });
    await call('POST /v2/products/stocks', { stocks: [{ offer_id: 'A', warehouse_id: 22_142_605_386_000, stock: 1 }] });
    expect(transport.requests).toHaveLength(2);
  });

  it('are not repeated on a route of the log that the table does not know: it counts as a write', async () => {
    const { transport, call } = seller({ status: 500, body: { code: 13, message: 'Internal error' } });
    await expect(call('POST /v2/actions/products/deactivate')).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(transport.requests).toHaveLength(1);
  });

  it('send the separator of a marking code as \\u001d, never the bare character and never escaped twice', async () => {
    const { transport, call } = seller({ body: {} });
    const mark = '0104600439931256215=Vq%K\u001d91EE08\u001d92dGVz';
    const products = [{ product_id: 1, exemplars: [{ exemplar_id: 1, marks: [{ mark, mark_type: 'mandatory_mark' }] }] }];
    await call('POST /v6/fbs/posting/product/exemplar/set', { posting_number: '1-1', multi_box_qty: 0, products });
    const sent = String(transport.requests[0]?.body);
    expect(sent).toContain('K\\u001d91EE08\\u001d92');
    expect(sent).not.toMatch(/\\\\u001d|\u001d/);
  });
});

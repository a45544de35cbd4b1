import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { YandexClient } from './yandex-client.js';
import { createYandex } from './create-yandex.js';

/** Market knows no idempotency key: what the same request would do twice goes out once, whatever the answer. */
const once: readonly (readonly [string, (client: YandexClient) => Promise<unknown>])[] = [
  ['a message to a buyer', (client) => client.request('POST /v2/businesses/{businessId}/chats/message', { query: { chatId: 1 }, body: { message: 'Добрый день' } })],
  ['a comment on feedback', (client) => client.request('POST /v2/businesses/{businessId}/goods-feedback/comments/update', { body: { feedbackId: 1, comment: { text: 'Спасибо' } } })],
  ['an answer to a question', (client) => client.request('POST /v1/businesses/{businessId}/goods-questions/update', { body: { operationType: 'CREATE', parentEntityId: { id: 1, type: 'QUESTION' }, text: 'Да' } })],
  ['barcodes', (client) => client.request('POST /v1/businesses/{businessId}/offer-mappings/barcodes/generate', { body: { offerIds: ['A'] } })],
  ['the cancellation of an order', (client) => client.request('PUT /v2/campaigns/{campaignId}/orders/{orderId}/status', { path: { orderId: 1 }, body: { order: { status: 'CANCELLED', substatus: 'SHOP_FAILED' } } })],
  ['the confirmation of a shipment', (client) => client.request('POST /v2/campaigns/{campaignId}/first-mile/shipments/{shipmentId}/confirm', { path: { shipmentId: 1 }, body: {} })],
  ['the answer to a buyer who cancels', (client) => client.request('PUT /v2/campaigns/{campaignId}/orders/{orderId}/cancellation/accept', { path: { orderId: 1 }, body: { accepted: true } })],
];

describe('a 500', () => {
  it.each(once)('does not send %s twice', async (_name, call) => {
    const broken = memoryTransport(() => ({ status: 500, body: '' }));
    await expect(call(createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport: broken }))).rejects.toMatchObject({ name: expect.stringMatching(/ApiError|UnknownOutcomeError/) });
    expect(broken.requests).toHaveLength(1);
  });
});

describe('the items of an order', () => {
  it('are changed by an answer without a body', async () => {
    const transport = memoryTransport(() => ({ status: 200, body: '' }));
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport });
    await expect(client.orders.updateItems({ orderId: 1, items: [{ id: 5, count: 1 }] })).resolves.toBeUndefined();
  });
});

describe('a bid', () => {
  const transport = memoryTransport(() => ({ status: 200, body: '{"status":"OK"}' }));
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, transport });
  const bids = (bid: number) => client.bids.update({ bids: [{ sku: 'A', bid: 70 }, { sku: 'B', bid }] });

  // The document says from 0 (2026-08), its prose 50 to 9999, and that 0 takes the offer out.
  it('of 1 to 49 does not leave: Market knows 0, or 50 and more', async () => {
    for (const bid of [1, 49]) {
      await expect(bids(bid)).rejects.toMatchObject({ name: 'ValidationError', issues: [{ path: 'body.bids[1].bid', rule: 'must be 0, or 50 and more', found: 'number' }] });
    }
    expect(transport.requests).toEqual([]);
    for (const bid of [0, 50, 9999]) await expect(bids(bid)).resolves.toMatchObject({ status: 'OK' });
    await expect(bids(10_000)).rejects.toThrow('body.bids[1].bid');
  });
});

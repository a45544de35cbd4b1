import { ValidationError } from '@occwo/core';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';

const many = <Item>(length: number, item: Item): Item[] => Array.from({ length }, () => item);
const variant = { vendorCode: 'A' };
const groups = (count: number, variants = 1) => many(count, { subjectID: 1, variants: many(variants, variant) });

/**
 * Requests at their limit, and one above it. In the official document many of these limits stand where no validator looks for
 * them (`maximum` of a list, `maxItems` of a number): the repairs of the generator put them where they belong.
 */
const limits: readonly (readonly [name: string, route: string, most: number, body: (size: number) => unknown])[] = [
  ['groups of an upload', 'POST /content/v2/cards/upload', 100, (size) => groups(size)],
  ['variants of a group', 'POST /content/v2/cards/upload', 30, (size) => groups(1, size)],
  ['cards that join a model', 'POST /content/v2/cards/upload/add', 29, (size) => ({ imtID: 1, cardsToAdd: many(size, variant) })],
  ['cards of an update', 'POST /content/v2/cards/update', 3000, (size) => many(size, { nmID: 1, vendorCode: 'A', sizes: [] })],
  ['cards taken out of the trash', 'POST /content/v2/cards/recover', 1000, (size) => ({ nmIDs: many(size, 1) })],
  ['sizes of a stock update', 'PUT /api/v3/stocks/{warehouseId}', 1000, (size) => ({ stocks: many(size, { chrtId: 1, amount: 1 }) })],
  ['pieces of a size', 'PUT /api/v3/stocks/{warehouseId}', 100_000, (size) => ({ stocks: [{ chrtId: 1, amount: size }] })],
  ['orders of a supply', 'PATCH /api/marketplace/v3/supplies/{supplyId}/orders', 100, (size) => ({ orders: many(size, 1) })],
  ['cards of a question for minimum bids', 'POST /api/advert/v1/bids/min', 100, (size) => ({ advert_id: 1, nm_ids: many(size, 1), payment_type: 'cpm', placement_types: ['search'] })],
  ['characters of an answer', 'POST /api/v1/feedbacks/answer', 5000, (size) => ({ id: 'f-1', text: 'а'.repeat(size) })],
];

describe.each(limits)('%s: %s takes %i', (_name, route, most, body) => {
  async function send(size: number) {
    const clock = fakeClock();
    const transport = memoryTransport(() => ({ body: {} }));
    const client = createWildberries({ token: sandboxToken(), clock, transport, retries: 0 });
    const error = await clock.run(client.request(route as 'POST /known', { path: { warehouseId: 1, supplyId: 'WB-GI-1' }, body: body(size) }).then(() => undefined, (reason: unknown) => reason));
    return { error, left: transport.requests.length };
  }

  it('so many leave, one more is refused before it leaves', async () => {
    expect(await send(most)).toEqual({ error: undefined, left: 1 });
    const above = await send(most + 1);
    expect(above.error).toBeInstanceOf(ValidationError);
    expect(above.left).toBe(0);
  });
});

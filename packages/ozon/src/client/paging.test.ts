import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createOzon } from './create-ozon.js';

/** A client whose transport answers page after page, and the bodies that it was asked with. */
function paged(...pages: unknown[]) {
  const transport = memoryTransport((_, number) => ({ body: pages[number - 1] ?? {} }));
  const bodies = () => transport.requests.map(({ body }) => JSON.parse(String(body)) as Record<string, unknown>);
  return { ozon: createOzon({ clientId: '1', apiKey: 'k', transport }), bodies };
}

const products = (ids: number[], more: Record<string, unknown>) => ({ result: { items: ids.map((product_id) => ({ product_id })), ...more } });

describe('pages of Ozon', () => {
  it('ends product/list by its total', async () => {
    const { ozon, bodies } = paged(products([1, 2], { total: 3, last_id: 'b' }), products([3], { total: 3, last_id: 'c' }));
    expect((await ozon.products.listAll({ filter: {} }).toArray()).map(({ product_id }) => product_id)).toEqual([1, 2, 3]);
    expect(bodies().map(({ last_id }) => last_id)).toEqual([undefined, 'b']);
  });

  const totals: [string, Record<string, unknown>][] = [['is gone', { total_items: 2 }], ['is 0', { total: 0, total_items: 2 }], ['is null', { total: null }]];

  it.each(totals)('goes on where the total %s: it gives way to total_items on 23 November 2026', async (_, total) => {
    const { ozon } = paged(products([1], { ...total, last_id: 'a' }), products([2], { ...total, last_id: '' }));
    expect(await ozon.products.listAll({ filter: {} }).toArray()).toHaveLength(2);
    const stocks = paged({ items: [{ product_id: 1 }], ...total, cursor: 'a' }, { items: [{ product_id: 2 }], ...total, cursor: '' });
    expect(await stocks.ozon.stocks.listAll({ filter: {} } as never).toArray()).toHaveLength(2);
    const prices = paged({ items: [{ product_id: 1 }], ...total, cursor: 'a' }, { items: [{ product_id: 2 }], ...total, cursor: 'b' }, { items: [], ...total, cursor: 'b' });
    expect(await prices.ozon.prices.listAll({ filter: {} } as never).toArray()).toHaveLength(2);
  });

  it('ends at an empty page though has_next is true, and reads has_next written as text', async () => {
    const posting = (posting_number: string) => ({ posting_number });
    const { ozon, bodies } = paged({ postings: [posting('1')], has_next: 'true', cursor: 'a' }, { postings: [], has_next: true, cursor: 'b' });
    const filter = { cutoff_from: '2026-01-01T00:00:00Z', cutoff_to: '2026-02-01T00:00:00Z' };
    expect(await ozon.fbsPostings.listUnfulfilledAll({ filter } as never).toArray()).toHaveLength(1);
    expect(bodies()).toHaveLength(2);
    expect(bodies()[0]).toMatchObject({ limit: 100 });
  });

  it('takes the cursor of returns from their last item', async () => {
    const { ozon, bodies } = paged({ returns: [{ id: 5 }, { id: 9 }], has_next: true }, { returns: [{ id: 12 }], has_next: false });
    expect(await ozon.returns.listAll({} as never).toArray()).toHaveLength(3);
    expect(bodies().map(({ last_id }) => last_id)).toEqual([undefined, 9]);
  });

  it('keeps chat message ids exact, beyond 2^53', async () => {
    const page = '{"messages":[{"message_id":3000000000118021931}],"has_next":true}';
    const transport = memoryTransport((_, number) => ({ headers: { 'content-type': 'application/json' }, body: number === 1 ? page : '{"messages":[],"has_next":false}' }));
    const ozon = createOzon({ clientId: '1', apiKey: 'k', transport });
    const [message] = await ozon.chats.historyAll({ chat_id: 'c' } as never).toArray();
    expect(message).toMatchObject({ message_id: '3000000000118021931' });
    expect(String(transport.requests[1]?.body)).toMatch(/"from_message_id":"?3000000000118021931"?/);
  });
});

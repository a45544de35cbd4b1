import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createYandex } from './create-yandex.js';

function yandex(...pages: readonly unknown[]) {
  const transport = memoryTransport((_request, number) => ({ body: pages[number - 1] }));
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport });
  return { client, sent: () => transport.requests.map(({ url, body }) => [new URL(url).search, body === undefined ? undefined : (JSON.parse(String(body)) as unknown)]) };
}

async function idsOf(items: AsyncIterable<{ id?: unknown; orderId?: unknown; offerId?: unknown }>): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const { id, orderId, offerId } of items) ids.push(id ?? orderId ?? offerId);
  return ids;
}

describe('pages', () => {
  it('are asked for in the query of a POST too, and the body is sent again with each', async () => {
    const { client, sent } = yandex({ orders: [{ orderId: 1 }], paging: { nextPageToken: 'a=/+' } }, { orders: [{ orderId: 2 }], paging: {} });
    expect(await idsOf(client.orders.listAll({ statuses: ['PROCESSING'] }))).toEqual([1, 2]);
    expect(sent()).toEqual([['?limit=50', { statuses: ['PROCESSING'] }], ['?limit=50&pageToken=a%3D%2F%2B', { statuses: ['PROCESSING'] }]]);
  });

  it.each([[{}], [undefined], [null], [{ nextPageToken: '' }], [{ nextPageToken: null }]])('end where the next one has no name: %j', async (paging) => {
    const { client, sent } = yandex({ status: 'OK', result: { offers: [{ offerId: 'A' }], paging } });
    expect(await idsOf(client.prices.listAll({}))).toEqual(['A']);
    expect(sent()).toHaveLength(1);
  });

  it('go on behind an empty one, and do not believe the old pager', async () => {
    const { client, sent } = yandex(
      { campaigns: [], paging: { nextPageToken: 'b' }, pager: { pagesCount: 1 } },
      { campaigns: [{ id: 2 }], paging: {}, pager: { pagesCount: 9 } },
    );
    expect(await idsOf(client.campaigns.listAll({}))).toEqual([2]);
    expect(sent()).toHaveLength(2);
  });
});

import type { ClientEvent } from '@occwo/core';
import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createYandex } from './create-yandex.js';

/** Market asks for `DD-MM-YYYY` in texts whose format says `date`: a schema that is believed refuses what the text wants. */
function yandex(reply: unknown = { status: 'OK' }) {
  const events: ClientEvent[] = [];
  const transport = memoryTransport(() => ({ body: reply }));
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport, onEvent: (event) => events.push(event) });
  return { client, sent: transport.requests, drifts: () => events.filter((event) => event.type === 'drift' && event.rule !== 'is required') };
}

describe('dates with the day first', () => {
  it('go out to the search of shipments as they were given', async () => {
    const { client, sent } = yandex();
    await client.shipments.list({ dateFrom: '23-09-2026', dateTo: '30-09-2026' });
    expect(JSON.parse(String(sent[0]?.body))).toEqual({ dateFrom: '23-09-2026', dateTo: '30-09-2026' });
  });

  it('go out to the old list of orders', async () => {
    const { client, sent } = yandex({ orders: [] });
    await client.orders.listByCampaign({ fromDate: '01-10-2026', toDate: '20-10-2026', supplierShipmentDateFrom: '02-10-2026' });
    expect(new URL(String(sent[0]?.url)).search).toBe('?fromDate=01-10-2026&toDate=20-10-2026&supplierShipmentDateFrom=02-10-2026');
  });

  it('come in with old orders and with the calendar of a shop, and are no drift', async () => {
    const order = { creationDate: '23-09-2022 09:12:41', delivery: { dates: { fromDate: '24-09-2022' }, shipments: [{ shipmentDate: '23-09-2022' }] } };
    const old = yandex({ order });
    expect((await old.client.orders.get({ orderId: 1 })).order).toMatchObject(order);
    const settings = { localRegion: { delivery: { schedule: { period: { fromDate: '24-09-2022', toDate: '30-09-2022' } } } } };
    const shop = yandex({ settings });
    expect(await shop.client.campaigns.getSettings({})).toEqual({ settings });
    expect([...old.drifts(), ...shop.drifts()]).toEqual([]);
  });
});

describe('dates with the year first', () => {
  it('are still wanted where no text says otherwise', async () => {
    const { client, sent } = yandex();
    await expect(client.orders.list({ dates: { creationDateFrom: '01-10-2026' } })).rejects.toMatchObject({ name: 'ValidationError' });
    expect(sent).toEqual([]);
  });
});

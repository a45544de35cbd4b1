import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { fakeClock } from '@occwo/core/testing';
import { networkCheck } from '@occwo/core/webhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { pushHandler } from './push-handler.js';
import type { PushReceiverOptions } from './push-receiver.js';
import { createPushReceiver } from './push-receiver.js';
import { pushNetworks } from './push-networks.js';

const address = '195.34.21.7';
const posting = { message_type: 'TYPE_NEW_POSTING', posting_number: '1-1', products: [{ sku: 1, quantity: 2 }], warehouse_id: 5, seller_id: 15 };
const bodyOf = (answer: { body: string }) => JSON.parse(answer.body) as unknown;

function receiver(options: PushReceiverOptions = {}) {
  const receive = createPushReceiver({ clock: fakeClock(), ...options });
  return async (push: unknown, from: string | undefined = address) => {
    const { answer, work } = await receive({ body: typeof push === 'string' ? push : JSON.stringify(push), address: from });
    await work();
    return { ...answer, value: bodyOf(answer) };
  };
}

describe('what a push is answered', () => {
  it('takes it and works afterwards', async () => {
    const order: string[] = [];
    const receive = createPushReceiver({ clock: fakeClock(), accept: () => void order.push('accept'), on: { TYPE_NEW_POSTING: ({ posting_number }) => void order.push(posting_number) } });
    const { answer, work } = await receive({ body: JSON.stringify(posting), address });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"result":true}' });
    expect(order).toEqual(['accept']);
    await work();
    expect(order).toEqual(['accept', '1-1']);
  });

  it('answers a ping with name, version and time', async () => {
    const { status, value } = await receiver({ name: 'lavka', version: '2.0' })({ message_type: 'TYPE_PING', time: '2019-08-24T14:15:22Z' });
    expect([status, value]).toEqual([200, { name: 'lavka', version: '2.0', time: '2026-01-01T00:00:00.000Z' }]);
  });

  it('takes a repeated push once, whatever the order of its fields', async () => {
    const seen: unknown[] = [];
    const send = receiver({ on: { TYPE_NEW_POSTING: (push) => void seen.push(push) } });
    await send(posting);
    const { status, value } = await send(Object.fromEntries(Object.entries(posting).reverse()));
    expect([status, value, seen.length]).toEqual([200, { result: true }, 1]);
    await send({ ...posting, posting_number: '1-2' });
    expect(seen).toHaveLength(2);
  });

  it('takes the repeat of a push that could not be stored', async () => {
    let failures = 1;
    const seen: unknown[] = [];
    const send = receiver({
      accept() {
        if (failures-- > 0) throw new Error('disk full');
      },
      on: { TYPE_NEW_POSTING: (push) => void seen.push(push) },
    });
    expect(await send(posting)).toMatchObject({ status: 500, value: { error: { code: 'ERROR_UNKNOWN', details: null } } });
    expect(await send(posting)).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(1);
  });

  it('types the push of a handler by its type', async () => {
    const seen: string[] = [];
    const send = receiver({ on: { TYPE_UPDATE_ITEM: ({ offer_id }) => void seen.push(offer_id), TYPE_NEW_MESSAGE: ({ message_id }) => void seen.push(message_id) } });
    await send({ message_type: 'TYPE_UPDATE_ITEM', offer_id: 'A', product_id: 1, is_error: false, changed_at: '', seller_id: 0 });
    await send({ message_type: 'TYPE_NEW_MESSAGE', message_id: '3000000000817031942', chat_id: 'c', chat_type: 't', user: {}, data: [], created_at: '', seller_id: '7' });
    expect(seen).toEqual(['A', '3000000000817031942']);
  });

  it.each(['', '{', '[]', 'null', '{"posting_number":"1"}'])('refuses %j', async (body) => {
    expect(await receiver()(body)).toMatchObject({ status: 400, value: { error: { code: 'ERROR_PARAMETER_VALUE_MISSED' } } });
  });

  it('refuses a foreign or an unknown address, unless it need not check', async () => {
    expect(await receiver()(posting, '8.8.8.8')).toMatchObject({ status: 403 });
    const unchecked = createPushReceiver({ networks: false, clock: fakeClock() });
    expect((await unchecked({ body: JSON.stringify(posting) })).answer.status).toBe(200);
    const checked = createPushReceiver({ clock: fakeClock() });
    expect((await checked({ body: JSON.stringify(posting) })).answer.status).toBe(403);
  });

  it('hands unknown types on, and tells of failed work', async () => {
    const other: unknown[] = [];
    const errors: unknown[] = [];
    const send = receiver({
      onOther: (push) => void other.push(push.message_type),
      onError: (error) => void errors.push((error as Error).message),
      on: { TYPE_CHAT_CLOSED: () => Promise.reject(new Error('late')) },
    });
    await send({ message_type: 'TYPE_OF_TOMORROW' });
    expect(await send({ message_type: 'TYPE_CHAT_CLOSED', chat_id: 'c', chat_type: 't', user: { id: '1', type: 'x' }, seller_id: '7' })).toMatchObject({ status: 200 });
    expect([other, errors]).toEqual([['TYPE_OF_TOMORROW'], ['late']]);
  });
});

describe('source networks', () => {
  const isOzon = networkCheck(pushNetworks);
  it.each(['195.34.21.0', '195.34.21.255', '185.73.192.1', '185.73.195.255', '91.223.93.9', '::ffff:91.223.93.9'])('%s is Ozon', (ip) => expect(isOzon(ip)).toBe(true));
  it.each(['195.34.22.0', '185.73.196.0', '127.0.0.1', '::1', 'nonsense'])('%s is not', (ip) => expect(isOzon(ip)).toBe(false));
});

describe('over node:http', () => {
  let close: (() => void) | undefined;
  afterEach(() => close?.());

  it('answers before the work is done', async () => {
    let finish: () => void = () => {};
    const worked = new Promise<void>((resolve) => (finish = resolve));
    const receive = createPushReceiver({ on: { TYPE_NEW_POSTING: () => worked } });
    const server = createServer(pushHandler(receive, { address: () => address }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = () => server.close();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;

    const reply = await fetch(url, { method: 'POST', body: JSON.stringify(posting) });
    expect([reply.status, await reply.json()]).toEqual([200, { result: true }]);
    finish();
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1_000_001) })).status).toBe(413);
  });
});

const fixtures = fileURLToPath(new URL('../../../../../shared/fixtures/ozon/', import.meta.url));

describe.skipIf(!existsSync(fixtures))('captured pushes (../shared is there)', () => {
  const names = existsSync(fixtures) ? readdirSync(fixtures).filter((name) => name.startsWith('webhook')) : [];
  it.each(names)('%s', async (name) => {
    const fixture = JSON.parse(readFileSync(fixtures + name, 'utf8')) as { request: { message_type: string }; response: unknown; status: number };
    const seen: unknown[] = [];
    const type = fixture.request.message_type as 'TYPE_NEW_POSTING';
    const { status, value } = await receiver({ on: { [type]: (push: unknown) => void seen.push(push) } })(fixture.request);
    expect([status, value, seen]).toEqual([fixture.status, fixture.response, [fixture.request]]);
  });
});

import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { eventKey, eventTime } from './event-key.js';
import { isKnownNotification, notificationTypes, readNotification } from './notification.js';
import { createPushReceiver } from './push-receiver.js';
import type { PushReceiverOptions } from './push-receiver.js';
import { recentEvents } from './seen-events.js';
import { networkCheck } from './source-networks.js';

const order = { notificationType: 'ORDER_CREATED', campaignId: 1, orderId: 2, items: [{ offerId: 'A', count: 1 }], createdAt: '2026-03-01T10:00:00Z' };
const remoteAddress = '5.45.207.17';

function receiver(options: Partial<PushReceiverOptions> = {}) {
  const stored: string[] = [];
  const handled: string[] = [];
  const made = createPushReceiver({
    name: 'Shop', version: '1.0', clock: fakeClock(Date.UTC(2026, 2, 1)),
    store: ({ notificationType }) => void stored.push(notificationType),
    handle: ({ notificationType }) => void handled.push(notificationType),
    ...options,
  });
  return { stored, handled, receive: (body: unknown, from: string | undefined = remoteAddress) => made.receive({ body, remoteAddress: from }) };
}

describe('createPushReceiver', () => {
  it('answers with version, name and time, as Market demands', async () => {
    const { receive } = receiver();
    expect(await receive(order)).toMatchObject({ status: 200, body: { version: '1.0', name: 'Shop', time: '2026-03-01T00:00:00.000Z' } });
  });

  it('stores before the answer and works after it', async () => {
    const { receive, stored, handled } = receiver();
    const { work } = await receive(JSON.stringify(order));
    expect([stored, handled]).toEqual([['ORDER_CREATED'], []]);
    await work;
    expect(handled).toEqual(['ORDER_CREATED']);
  });

  it('answers PING without waiting for anybody', async () => {
    const never = new Promise<boolean>(() => {});
    const { receive, stored, handled } = receiver({ seen: { has: () => never, add: () => {} } });
    expect(await receive({ notificationType: 'PING', time: '2026-03-01T00:00:00Z' })).toMatchObject({ status: 200, body: { name: 'Shop' } });
    expect([stored, handled]).toEqual([[], []]);
  });

  it('takes a push that is sent again without working on it twice, but one with a new time as new', async () => {
    const { receive, stored } = receiver();
    const change = { notificationType: 'ORDER_STATUS_UPDATED', campaignId: 1, orderId: 2, status: 'PROCESSING', substatus: 'STARTED', updatedAt: '2026-03-01T10:00:00Z' };
    expect((await receive(change)).status).toBe(200);
    expect((await receive({ ...change })).status).toBe(200);
    expect(stored).toHaveLength(1);
    await receive({ ...change, updatedAt: '2026-03-01T11:00:00Z' });
    expect(stored).toHaveLength(2);
  });

  it('asks for the push again when it could not be stored, and then takes it', async () => {
    let broken = true;
    const { receive, handled } = receiver({ store: () => { if (broken) throw new Error('no disk'); } });
    expect(await receive(order)).toMatchObject({ status: 500, body: { error: { type: 'UNKNOWN' } } });
    broken = false;
    await (await receive(order)).work;
    expect(handled).toEqual(['ORDER_CREATED']);
  });

  it('keeps its 200 when the work behind it fails', async () => {
    const { receive } = receiver({ handle: () => Promise.reject(new Error('later')) });
    const { status, work } = await receive(order);
    expect(status).toBe(200);
    await expect(work).resolves.toBeUndefined();
  });

  it.each(['{"notificationType"', '[]', 'null', '{}', '{"notificationType":""}', '{"notificationType":"ORDER_CREATED","campaignId":1}', new TextEncoder().encode('x')])(
    'calls %j a wrong event, which Market does not send again', async (body) => {
      expect(await receiver().receive(body)).toMatchObject({ status: 400, body: { error: { type: 'WRONG_EVENT_FORMAT' } } });
    },
  );

  it('passes a type that is not known yet', async () => {
    const { receive, handled } = receiver();
    await (await receive({ notificationType: 'PRICE_CHANGED', anything: 1 })).work;
    expect(handled).toEqual(['PRICE_CHANGED']);
  });

  it.each([['198.51.100.7'], [undefined], ['5.45.207.200'], ['not an address']])('refuses %s, which is not of Market', async (from) => {
    const { receive, stored } = receiver();
    expect((await (from === undefined ? createPushReceiver({ name: 'a', version: '1' }).receive({ body: order }) : receive(order, from))).status).toBe(403);
    expect(stored).toEqual([]);
  });

  it('takes any sender where the check is off, and other networks where they are given', async () => {
    expect((await receiver({ networks: false }).receive(order, '198.51.100.7')).status).toBe(200);
    expect((await receiver({ networks: ['198.51.100.0/24'] }).receive(order, '::ffff:198.51.100.7')).status).toBe(200);
  });

  it('refuses a name that Market would refuse', () => {
    expect(() => createPushReceiver({ name: '', version: '1' })).toThrow(/name/);
    expect(() => createPushReceiver({ name: 'x', version: 'v'.repeat(101) })).toThrow(/version/);
  });
});

describe('readNotification', () => {
  const samples: Record<string, object> = {
    PING: { time: 'x' }, ORDER_CREATED: order, ORDER_CANCELLED: order, ORDER_STATUS_UPDATED: { ...order, status: 'UNPAID' }, ORDER_UPDATED: order,
    ORDER_CANCELLATION_REQUEST: order, ORDER_RETURN_CREATED: { ...order, returnId: 3 }, ORDER_RETURN_STATUS_UPDATED: { ...order, returnId: 3 },
    GOODS_FEEDBACK_CREATED: { businessId: 1, feedbackId: 2 }, GOODS_FEEDBACK_COMMENT_CREATED: { businessId: 1, commentId: 2 },
    CHAT_CREATED: { businessId: 1, chatId: 2 }, CHAT_MESSAGE_SENT: { businessId: 1, chatId: 2, messageId: '99' },
    CHAT_ARBITRAGE_STARTED: { businessId: 1, chatId: 2 }, CHAT_ARBITRAGE_FINISHED: { businessId: 1, chatId: 2 },
    QUESTION_CREATED: { businessId: 1, questionId: 2 }, QUESTION_ANSWER_CREATED: { businessId: 1, questionId: 2 }, QUESTION_COMMENT_CREATED: { businessId: 1, questionId: 2 },
  };

  it('knows the seventeen types', () => {
    expect(notificationTypes).toHaveLength(17);
    expect([...notificationTypes].sort()).toEqual(Object.keys(samples).sort());
  });

  it.each(Object.entries(samples))('reads %s', (notificationType, fields) => {
    const read = readNotification({ ...fields, notificationType });
    expect(read).toEqual({ ...fields, notificationType });
    expect('problem' in read || isKnownNotification(read as never)).toBe(true);
  });
});

describe('events', () => {
  it('have a time, the latest of which holds', () => {
    expect(eventTime({ notificationType: 'X', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T03:00:00+03:00' })).toBe(Date.UTC(2026, 0, 2));
    expect(eventTime({ notificationType: 'X', createdAt: 'soon' })).toBeUndefined();
  });

  it('have a key that does not depend on the order of fields', () => {
    expect(eventKey({ notificationType: 'X', a: 1, b: 2 })).toBe(eventKey({ b: 2, a: 1, notificationType: 'X' }));
    expect(eventKey({ notificationType: 'X', a: 1 })).not.toBe(eventKey({ notificationType: 'X', a: '1' }));
  });

  it('are forgotten, the oldest first', () => {
    const seen = recentEvents(2);
    for (const key of ['a', 'b', 'a', 'c']) void seen.add(key);
    expect(['a', 'b', 'c'].map((key) => seen.has(key))).toEqual([true, false, true]);
  });
});

describe('networkCheck', () => {
  it('knows networks of both families and single addresses', () => {
    const check = networkCheck(['10.0.0.0/8', '2a02:6b8::/32', '192.0.2.1']);
    expect(['10.1.2.3', '2a02:6b8:0:1::5', '192.0.2.1', '::ffff:10.0.0.1'].map(check)).toEqual([true, true, true, true]);
    expect(['11.0.0.1', '2a02:6b9::1', '192.0.2.2', undefined].map(check)).toEqual([false, false, false, false]);
  });

  it.each(['5.45.207.0/33', 'market', '5.45.207/25', '1.2.3.4/x'])('refuses %s', (network) => expect(() => networkCheck([network])).toThrow(RangeError));
});

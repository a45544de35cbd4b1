import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { createPushReceiver } from './push-receiver.js';
import type { PushReceiverOptions } from './push-receiver.js';
import { pushTime } from './push-time.js';
import { isKnownPush, pushTypes, readPush } from './push.js';

const order = { notificationType: 'ORDER_CREATED', campaignId: 1, orderId: 2, items: [{ offerId: 'A', count: 1 }], createdAt: '2026-03-01T10:00:00Z' };
const market = '5.45.207.17';

function receiver(options: PushReceiverOptions = {}) {
  const stored: string[] = [];
  const handled: string[] = [];
  const receive = createPushReceiver({
    name: 'Shop', version: '1.0', clock: fakeClock(Date.UTC(2026, 2, 1)),
    accept: ({ notificationType }) => void stored.push(notificationType),
    on: { ORDER_CREATED: ({ orderId }) => void handled.push(`order ${orderId}`) },
    onOther: ({ notificationType }) => void handled.push(notificationType),
    ...options,
  });
  return {
    stored, handled,
    receive: async (body: unknown, address: string | undefined = market) => {
      const { answer, work } = await receive({ body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body), address });
      return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown>, work };
    },
  };
}

describe('createPushReceiver', () => {
  it('answers with version, name and time, as Market demands', async () => {
    const { receive } = receiver();
    expect(await receive(order)).toMatchObject({ status: 200, body: { version: '1.0', name: 'Shop', time: '2026-03-01T00:00:00.000Z' } });
  });

  it('stores before the answer and works after it', async () => {
    const { receive, stored, handled } = receiver();
    const { work } = await receive(order);
    expect([stored, handled]).toEqual([['ORDER_CREATED'], []]);
    await work();
    expect(handled).toEqual(['order 2']);
  });

  it('answers PING without waiting for anybody', async () => {
    const never = () => new Promise<never>(() => {});
    const { receive, stored } = receiver({ duplicates: { add: never, remove: never } });
    expect(await receive({ notificationType: 'PING', time: '2026-03-01T00:00:00Z' })).toMatchObject({ status: 200, body: { name: 'Shop' } });
    expect(stored).toEqual([]);
  });

  it('takes a push that is sent again without working on it twice, but one with a new time as new', async () => {
    const { receive, stored } = receiver();
    const change = { notificationType: 'ORDER_STATUS_UPDATED', campaignId: 1, orderId: 2, status: 'PROCESSING', substatus: 'STARTED', updatedAt: '2026-03-01T10:00:00Z' };
    expect(await Promise.all([receive(change), receive(change)])).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(stored).toHaveLength(1);
    await receive({ ...change, updatedAt: '2026-03-01T11:00:00Z' });
    expect(stored).toHaveLength(2);
  });

  it('asks for the push again when it could not be stored, and then takes it', async () => {
    let broken = true;
    const { receive, handled } = receiver({ accept: () => { if (broken) throw new Error('no disk'); } });
    expect(await receive(order)).toMatchObject({ status: 500, body: { error: { type: 'UNKNOWN' } } });
    broken = false;
    await (await receive(order)).work();
    expect(handled).toEqual(['order 2']);
  });

  it('tells what handlers throw, and the answer stays', async () => {
    const told: unknown[] = [];
    const { receive } = receiver({ on: { ORDER_CREATED: () => Promise.reject(new Error('later')) }, onError: (error, push) => told.push([String(error), push.notificationType]) });
    const { status, work } = await receive(order);
    expect(status).toBe(200);
    await expect(work()).resolves.toBeUndefined();
    expect(told).toEqual([['Error: later', 'ORDER_CREATED']]);
  });

  it.each(['{"notificationType"', '[]', 'null', '{}', '{"notificationType":""}', '{"notificationType":"ORDER_CREATED","campaignId":1}', new TextEncoder().encode('x')])(
    'calls %j a wrong event, which Market does not send again', async (body) => {
      expect(await receiver().receive(body)).toMatchObject({ status: 400, body: { error: { type: 'WRONG_EVENT_FORMAT' } } });
    },
  );

  it.each(['PRICE_CHANGED', 'constructor'])('passes the type %s, which is not known', async (notificationType) => {
    const { receive, handled } = receiver();
    await (await receive({ notificationType, anything: 1 })).work();
    expect(handled).toEqual([notificationType]);
  });

  it.each(['198.51.100.7', '5.45.207.200', 'not an address', ''])('refuses %j, which is not of Market', async (address) => {
    const { receive, stored } = receiver();
    expect((await receive(order, address)).status).toBe(403);
    expect(stored).toEqual([]);
  });

  it('refuses a push of nobody, takes any sender where the check is off, and other networks where they are given', async () => {
    expect((await createPushReceiver()({ body: '{}' })).answer.status).toBe(403);
    expect((await receiver({ networks: false }).receive(order, '198.51.100.7')).status).toBe(200);
    expect((await receiver({ networks: ['198.51.100.0/24'] }).receive(order, '::ffff:198.51.100.7')).status).toBe(200);
  });

  it('refuses a name that Market would refuse', () => {
    expect(() => createPushReceiver({ name: '' })).toThrow(/name/);
    expect(() => createPushReceiver({ version: 'v'.repeat(101) })).toThrow(/version/);
  });
});

describe('readPush', () => {
  const samples: Record<string, object> = {
    PING: { time: 'x' }, ORDER_CREATED: order, ORDER_CANCELLED: order, ORDER_STATUS_UPDATED: { ...order, status: 'UNPAID' }, ORDER_UPDATED: order,
    ORDER_CANCELLATION_REQUEST: order, ORDER_RETURN_CREATED: { ...order, returnId: 3 }, ORDER_RETURN_STATUS_UPDATED: { ...order, returnId: 3 },
    GOODS_FEEDBACK_CREATED: { businessId: 1, feedbackId: 2 }, GOODS_FEEDBACK_COMMENT_CREATED: { businessId: 1, commentId: 2 },
    CHAT_CREATED: { businessId: 1, chatId: 2 }, CHAT_MESSAGE_SENT: { businessId: 1, chatId: 2, messageId: '99' },
    CHAT_ARBITRAGE_STARTED: { businessId: 1, chatId: 2 }, CHAT_ARBITRAGE_FINISHED: { businessId: 1, chatId: 2 },
    QUESTION_CREATED: { businessId: 1, questionId: 2 }, QUESTION_ANSWER_CREATED: { businessId: 1, questionId: 2 }, QUESTION_COMMENT_CREATED: { businessId: 1, questionId: 2 },
  };

  it('knows the seventeen types', () => {
    expect(pushTypes).toHaveLength(17);
    expect([...pushTypes].sort()).toEqual(Object.keys(samples).sort());
  });

  it.each(Object.entries(samples))('reads %s', (notificationType, fields) => {
    const push = { ...fields, notificationType };
    expect(readPush(JSON.stringify(push))).toEqual({ push });
    expect(isKnownPush(push)).toBe(true);
  });
});

describe('pushes', () => {
  it('have a time, the latest of which holds', () => {
    expect(pushTime({ notificationType: 'X', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T03:00:00+03:00' })).toBe(Date.UTC(2026, 0, 2));
    expect(pushTime({ notificationType: 'X', createdAt: 'soon' })).toBeUndefined();
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UnroutableError } from '../src/queue/errors.js';
import type { Delivery, Queue } from '../src/queue/queue.js';

/** What every queue must do. The queue is made with a ladder of short delays. */
export function queueConformance(name: string, make: () => Promise<{ queue: Queue; remove(): Promise<void> }>): void {
  describe(`queue: ${name}`, () => {
    let queue: Queue;
    let remove: () => Promise<void>;
    beforeAll(async () => ({ queue, remove } = await make()));
    afterAll(async () => {
      await queue.close();
      await remove();
    });
    const topicOf = () => `test.${randomUUID()}`;
    const wait = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

    it('rejects what nobody would ever get', async () => {
      await expect(queue.publish({ id: randomUUID(), topic: topicOf(), body: 1 })).rejects.toThrow(UnroutableError);
    });

    it('keeps messages for a consumer to come, whole and in order, and gives each group all', async () => {
      const topic = topicOf();
      await queue.declare(topic);
      await queue.declare(topic, 'other');
      for (let n = 0; n < 20; n++) await queue.publish({ id: `${n}`, topic, key: 'k', body: { n, text: 'да' }, headers: { 'x-own': 'yes' } });
      expect((await queue.lag(topic)).ready).toBe(20);
      for (const group of ['default', 'other']) {
        const got: Delivery[] = [];
        const subscription = await queue.consume(topic, (delivery) => void got.push(delivery), { group, prefetch: 1 });
        await wait(() => expect(got).toHaveLength(20));
        expect(got.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
        expect(got[3]).toEqual({ id: '3', topic, key: 'k', body: { n: 3, text: 'да' }, headers: { 'x-own': 'yes' }, attempt: 1 });
        await subscription.stop();
      }
      await vi.waitFor(async () => expect(await queue.lag(topic)).toMatchObject({ ready: 0, dead: 0 }), { timeout: 5_000 });
    });

    it('tries again after a pause, then puts the message away with its reason, and revives it', async () => {
      const topic = topicOf();
      const attempts: number[] = [];
      let broken = true;
      const subscription = await queue.consume(topic, ({ attempt }) => {
        attempts.push(attempt);
        if (broken) throw new Error('still down');
      }, { attempts: 3 });
      await queue.publish({ id: 'one', topic, body: null });
      await vi.waitFor(async () => expect(await queue.lag(topic)).toMatchObject({ ready: 0, dead: 1, consumers: 1 }), { timeout: 15_000 });
      expect(attempts).toEqual([1, 2, 3]);
      expect(await queue.dead(topic)).toMatchObject([{ id: 'one', attempt: 3, reason: 'still down' }]);
      broken = false;
      expect(await vi.waitUntil(() => queue.revive(topic), { timeout: 5_000 })).toBe(1);
      await wait(() => expect(attempts).toEqual([1, 2, 3, 1]));
      await vi.waitFor(async () => expect((await queue.lag(topic)).dead).toBe(0), { timeout: 5_000 });
      await subscription.stop();
    });

    it('does not hold up others while one message fails', async () => {
      const topic = topicOf();
      const done: string[] = [];
      const subscription = await queue.consume(topic, ({ id }) => {
        if (id === '3') throw new Error('poisoned');
        done.push(id);
      }, { attempts: 2 });
      await Promise.all(Array.from({ length: 30 }, (_, n) => queue.publish({ id: `${n}`, topic, body: n })));
      await wait(() => expect(done).toHaveLength(29));
      await vi.waitFor(async () => expect((await queue.lag(topic)).dead).toBe(1), { timeout: 15_000 });
      await subscription.stop();
    });

    it('finishes what it handles before it stops', async () => {
      const topic = topicOf();
      let finish = () => {};
      let isDone = false;
      const subscription = await queue.consume(topic, async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        isDone = true;
      });
      await queue.publish({ id: 'slow', topic, body: 1 });
      await wait(() => expect(finish.name).not.toBe('finish'));
      const stopped = subscription.stop();
      finish();
      await stopped;
      expect(isDone).toBe(true);
      await vi.waitFor(async () => expect(await queue.lag(topic)).toMatchObject({ ready: 0, dead: 0, consumers: 0 }), { timeout: 5_000 });
    });
  });
}

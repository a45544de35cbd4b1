import { afterEach, describe, expect, it, vi } from 'vitest';
import { sqliteDatabase } from '../../test/databases.js';
import { saga } from '../define/saga.js';
import { Refused } from '../define/refused.js';
import { serveCommands, takeReplies } from '../queue/commands.js';
import { databaseQueue } from '../queue/database-queue.js';
import { once } from '../queue/inbox.js';
import type { QueueMessage } from '../queue/queue.js';
import { createSagas } from '../runner/sagas.js';
import { Outbox } from './outbox.js';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function opened() {
  const made = await sqliteDatabase();
  const database = await made.open();
  cleanups.push(made.remove, () => database.close());
  return database;
}

async function relaying(publish: (message: QueueMessage) => Promise<void>) {
  const database = await opened();
  const outbox = new Outbox({ database, queue: { publish }, pollMs: 10 });
  cleanups.push(() => outbox.stop());
  return { database, outbox };
}

describe('the outbox', () => {
  it('sends what was committed and nothing else, in order per key, once', async () => {
    const sent: string[] = [];
    const { database, outbox } = await relaying(async ({ key, body }) => void sent.push(`${key}${String(body)}`));
    const failing = database.transaction(async (tx) => {
      await outbox.add(tx, { topic: 't', key: 'lost', body: 0 });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    for (let n = 0; n < 30; n++) await database.transaction((tx) => outbox.add(tx, { topic: 't', key: n % 2 ? 'a' : 'b', body: n }));
    const second = new Outbox({ database, queue: { publish: async () => void sent.push('second') }, pollMs: 10 });
    outbox.start();
    await vi.waitFor(() => expect(sent.length).toBeGreaterThan(0));
    second.start();
    await vi.waitFor(async () => expect((await outbox.backlog()).count).toBe(0));
    await second.stop();
    expect(sent).toHaveLength(30);
    for (const key of ['a', 'b']) {
      const numbers = sent.filter((line) => line.startsWith(key)).map((line) => Number(line.slice(1)));
      expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    }
  });

  it('holds back a key whose message fails, and no other', async () => {
    const sent: string[] = [];
    let down = true;
    const { database, outbox } = await relaying(async ({ key, body }) => {
      if (down && key === 'bad' && body === 1) throw new Error('unroutable');
      sent.push(`${key}${String(body)}`);
    });
    for (const body of [1, 2, 3]) for (const key of ['bad', 'good']) await outbox.add(database, { topic: 't', key, body });
    outbox.start();
    await vi.waitFor(() => expect(sent).toEqual(['good1', 'good2', 'good3']));
    expect((await outbox.backlog()).count).toBe(3);
    down = false;
    await vi.waitFor(() => expect(sent.slice(3)).toEqual(['bad1', 'bad2', 'bad3']), { timeout: 5_000 });
  });

  it('sends again what it cannot know to be sent, and the inbox drops it', async () => {
    const database = await opened();
    const queue = databaseQueue({ database, pollMs: 10 });
    cleanups.push(() => queue.close());
    let calls = 0;
    const outbox = new Outbox({
      database, pollMs: 10,
      queue: {
        publish: async (message) => {
          await queue.publish(message);
          // As if the process had died after the broker took the message, before it was told.
          if (++calls === 1) throw new Error('killed');
        },
      },
    });
    cleanups.push(() => outbox.stop());
    await database.query('create table effect (id text)');
    const handled: string[] = [];
    await queue.consume('t', once(database, 'test', async ({ id }, tx) => {
      handled.push(id);
      await tx.query('insert into effect (id) values ($1)', [id]);
    }));
    await outbox.add(database, { id: 'm1', topic: 't', body: 1 });
    outbox.start();
    await vi.waitFor(() => expect(calls).toBe(2), { timeout: 5_000 });
    await vi.waitFor(async () => expect((await queue.lag('t')).ready).toBe(0));
    expect(handled).toEqual(['m1']);
    expect(await database.query('select id from effect')).toEqual([{ id: 'm1' }]);
  });

  it('brings each system its own replies where two share a queue, though their sagas have the same names and keys', async () => {
    const queue = databaseQueue({ database: await opened(), pollMs: 10 });
    cleanups.push(() => queue.close());
    await serveCommands(queue, 'weigh', ({ body }) => ({ grams: (body as { city: string }).city.length }));
    const weigh = saga<{ city: string }>('weigh').command('ask', {
      topic: 'weigh', body: ({ input }) => input, timeoutMs: 10_000, parse: (reply) => reply as { grams: number }, undo: 'nothing to undo',
    });
    const ends = await Promise.all(['Tver', 'Murmansk'].map(async (city) => {
      const database = await opened();
      const outbox = new Outbox({ database, queue, pollMs: 10 });
      const sagas = createSagas({ database, definitions: [weigh], pollMs: 20 });
      cleanups.push(() => outbox.stop(), () => sagas.stop());
      await takeReplies(queue, sagas);
      outbox.start();
      await sagas.work();
      const started = await Promise.all(['1', '2', '3'].map((key) => sagas.start(weigh, { key, input: { city } })));
      const states = await Promise.all(started.map(({ finished }) => finished()));
      return states.map(({ status, results }) => `${status} ${results.ask?.grams}`);
    }));
    expect(ends).toEqual([Array(3).fill('completed 4'), Array(3).fill('completed 8')]);
  });

  it('carries commands to a service and its replies back', async () => {
    const database = await opened();
    const queue = databaseQueue({ database, pollMs: 10 });
    const outbox = new Outbox({ database, queue, pollMs: 10 });
    const order = saga<{ article: string }>('order').command('reserve', {
      topic: 'warehouse.reserve', body: ({ input }) => input, timeoutMs: 10_000, parse: (reply) => reply as { ref: string }, undo: 'nothing to undo',
    });
    const sagas = createSagas({ database, definitions: [order], pollMs: 20 });
    cleanups.push(() => queue.close(), () => outbox.stop(), () => sagas.stop());
    await serveCommands(queue, 'warehouse.reserve', ({ body, id }) => {
      const { article } = body as { article: string };
      if (article === 'none') throw new Refused('sold out');
      return { ref: `${article}:${id}` };
    });
    await takeReplies(queue, sagas);
    outbox.start();
    await sagas.work();
    const [good, bad] = [await sagas.start(order, { key: 'k1', input: { article: 'A1' } }), await sagas.start(order, { key: 'k2', input: { article: 'none' } })];
    expect(await good.finished()).toMatchObject({ status: 'completed', results: { reserve: { ref: 'A1:order/k1/reserve/run' } } });
    expect(await bad.finished()).toMatchObject({ status: 'compensated', error: 'sold out' });
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from 'amqplib';
import { brokerUrl, hasBroker } from '../../test/broker.js';
import { carryLeaseMs, consumerDeaths, relayDeaths } from '../../test/carry-job.js';
import type { CarryJob } from '../../test/carry-job.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { bundleWorker } from '../../test/processes.js';
import type { Database } from '../database/database.js';
import { databaseQueue } from '../queue/database-queue.js';
import { once } from '../queue/inbox.js';
import { rabbitQueue } from '../queue/rabbit-queue.js';
import { Outbox } from './outbox.js';

const messageCount = 5;

function carrying(name: string, make: () => Promise<TestDatabase>, broker?: string): void {
  describe(`messages whose carrier is killed: ${name}`, () => {
    let worker: Awaited<ReturnType<typeof bundleWorker>>;
    const made: TestDatabase[] = [];
    const topics: string[] = [];
    beforeAll(async () => {
      worker = await bundleWorker('carry-worker.ts');
    });
    afterAll(async () => {
      for (const one of made) await one.remove();
      worker.remove();
      if (!broker) return;
      const connection = await connect(broker);
      const channel = await connection.createChannel();
      for (const topic of topics) for (const end of ['', '.dead']) await channel.deleteQueue(`${topic}.default${end}`);
      await connection.close();
    });

    const queueOf = (database: Database) =>
      broker ? rabbitQueue({ url: broker, delays: [100] }) : databaseQueue({ database, pollMs: 20, leaseMs: carryLeaseMs });

    it.concurrent.each([...relayDeaths, ...consumerDeaths])('%s: each has its effect once, and they come in order', { timeout: 60_000 }, async (dieAt) => {
      const own = await make();
      made.push(own);
      const database = await own.open();
      await database.query(`create table effect (n ${database.dialect === 'postgres' ? 'bigint generated always as identity' : 'integer'} primary key, id text not null)`);
      const topic = `test.${randomUUID()}`;
      topics.push(topic);
      const queue = queueOf(database);
      await queue.declare(topic);
      const outbox = new Outbox({ database, queue, pollMs: 20, leaseMs: carryLeaseMs });
      const ids = Array.from({ length: messageCount }, (_, n) => `m${n}`);
      for (const id of ids) await outbox.add(database, { id, topic, key: 'k', body: id });
      const job: CarryJob = { url: own.url, broker, topic, dieAt };
      const isRelay = (relayDeaths as readonly string[]).includes(dieAt);
      if (!isRelay) {
        outbox.start();
        await vi.waitFor(async () => expect((await outbox.backlog()).count).toBe(0), { timeout: 10_000 });
      }
      expect(await worker.run(job).ended).toBe('SIGKILL');

      const came: string[] = [];
      const handle = once(database, 'effects', async ({ id }, tx) => void (await tx.query('insert into effect (id) values ($1)', [id])));
      await queue.consume(topic, async (delivery) => {
        came.push(delivery.id);
        await handle(delivery);
      }, { prefetch: 1 });
      if (isRelay) outbox.start();
      const effects = async () => (await database.query<{ id: string }>('select id from effect order by n')).map(({ id }) => id);
      await vi.waitFor(async () => expect((await effects()).length).toBeGreaterThanOrEqual(messageCount), { timeout: 20_000 });
      await vi.waitFor(async () => expect([(await outbox.backlog()).count, (await queue.lag(topic)).ready]).toEqual([0, 0]), { timeout: 20_000 });
      expect((await effects()).sort()).toEqual(ids);
      if (isRelay) {
        expect(await effects()).toEqual(ids);
        // The two that the dead relay had given away, and only those, may come twice.
        expect(came.filter((id, index) => came.indexOf(id) !== index).every((id) => id === 'm0' || id === 'm1'), came.join()).toBe(true);
      } else {
        // The dead consumer's first message was acknowledged; the second is delivered again, and dropped if it was committed.
        expect(came).not.toContain('m0');
        expect(came).toContain('m1');
      }
      await outbox.stop();
      await queue.close();
      await database.close();
    });
  });
}

const [isServed, isBrokered] = [await hasPostgres(), await hasBroker()];
carrying('SQLite and its queue', sqliteDatabase);
describe.skipIf(!isServed)('with a server', () => carrying('PostgreSQL and its queue', postgresDatabase));
describe.skipIf(!isBrokered)('with a broker', () => carrying('SQLite and RabbitMQ', sqliteDatabase, brokerUrl));
describe.skipIf(!isServed || !isBrokered)('with both', () => carrying('PostgreSQL and RabbitMQ', postgresDatabase, brokerUrl));

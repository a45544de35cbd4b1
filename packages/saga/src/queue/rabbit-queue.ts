import { Buffer } from 'node:buffer';
import type { GetMessage } from 'amqplib';
import { systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import { silent } from '../runner/options.js';
import { delayLadder } from './queue.js';
import type { DeadLetter, Queue, QueueMessage } from './queue.js';
import { Consumer, toDelivery } from './rabbit-consumer.js';
import { Link } from './rabbit-link.js';
import { deadOf, declareCommon, declareTopic, exchange, headers, queueOf } from './rabbit-names.js';
import { Publisher } from './rabbit-publisher.js';

export interface RabbitOptions {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Unconfirmed messages at once. Default 1 000. */
  readonly window?: number;
  /** How long a message may take to be confirmed, reconnects included, in milliseconds. Default 30 000. */
  readonly publishTimeoutMs?: number;
  /** Pauses between attempts, in milliseconds; each has a queue on the broker. Default 1 s, 5 s, 30 s, 5 min, 1 h. */
  readonly delays?: readonly number[];
  readonly clock?: Clock;
  readonly log?: Logger;
}

/**
 * A queue on RabbitMQ (3.10 or later): quorum queues, confirmed and routed or rejected, delays without plugins, dead letters
 * with their reason, and everything made again after a lost connection.
 * @example
 * const queue = rabbitQueue({ url: 'amqp://guest:guest@localhost' });
 * await queue.consume('orders.created', async ({ body }) => book(body), { group: 'billing' });
 */
export function rabbitQueue(options: RabbitOptions): Queue {
  const { url, window = 1_000, publishTimeoutMs = 30_000, delays = delayLadder, clock = systemClock, log = silent } = options;
  const consumers = new Set<Consumer>();
  const link: Link = new Link({
    url, clock, log,
    prepare: async (channel) => {
      await declareCommon(channel, delays);
      publisher.attach(channel);
    },
  });
  const publisher = new Publisher(link, clock, window, publishTimeoutMs);
  const declare = async (topic: string, group = 'default') => void (await declareTopic((await link.session()).channel, topic, group));

  /** Dead letters, oldest first, held until `then` has looked at them; what it does not acknowledge goes back. */
  const withDead = async <Result>(
    topic: string, { group = 'default', limit = 100 }: { group?: string; limit?: number },
    then: (found: readonly GetMessage[], acknowledge: (message: GetMessage) => void) => Promise<Result>,
  ): Promise<Result> => {
    await declare(topic, group);
    const own = new Link({ url, clock, log, prepare: async () => {} });
    try {
      const { channel } = await own.session();
      const found: GetMessage[] = [];
      while (found.length < limit) {
        const message = await channel.get(deadOf(queueOf(topic, group)));
        if (!message) break;
        found.push(message);
      }
      return await then(found, (message) => channel.ack(message));
    } finally {
      await own.close();
    }
  };

  return {
    declare,
    publish: (message) => publisher.send(toSending(message)),
    async consume(topic, handler, { group = 'default', prefetch = 50, attempts = 6 } = {}) {
      const own: Link = new Link({
        url, clock, log,
        prepare: async (channel) => {
          await declareCommon(channel, delays);
          await consumer.attach(channel);
        },
      });
      const consumer: Consumer = new Consumer(own, publisher, { topic, group, prefetch, attempts, ladder: delays }, handler, log, clock);
      consumers.add(consumer);
      await consumer.begin();
      return {
        stop: async () => {
          consumers.delete(consumer);
          await consumer.stop();
        },
      };
    },
    async lag(topic, group = 'default') {
      await declare(topic, group);
      const { channel } = await link.session();
      const live = await channel.checkQueue(queueOf(topic, group));
      const dead = await channel.checkQueue(deadOf(queueOf(topic, group)));
      return { ready: live.messageCount, dead: dead.messageCount, consumers: live.consumerCount };
    },
    dead: (topic, which = {}) =>
      withDead(topic, which, async (found) =>
        found.map((message): DeadLetter => ({ ...toDelivery(message, topic), reason: String(message.properties.headers?.[headers.reason] ?? 'rejected too often') }))),
    revive: (topic, which = {}) =>
      withDead(topic, which, async (found, acknowledge) => {
        for (const message of found) {
          const { messageId, correlationId, headers: own } = message.properties;
          await publisher.send({
            exchange: '', routingKey: queueOf(topic, which.group ?? 'default'), content: message.content, topic,
            options: {
              messageId: String(messageId), contentType: 'application/json', persistent: true, mandatory: true, headers: { ...own, [headers.attempt]: 1 },
              ...(correlationId !== undefined && { correlationId: String(correlationId) }),
            },
          });
          acknowledge(message);
        }
        return found.length;
      }),
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await link.close();
    },
  };
}

function toSending({ id, topic, key, body, headers: given }: QueueMessage) {
  return {
    exchange, routingKey: topic, topic,
    content: Buffer.from(JSON.stringify(body ?? null)),
    options: { messageId: id, contentType: 'application/json', persistent: true, mandatory: true, headers: given, correlationId: key } as const,
  };
}

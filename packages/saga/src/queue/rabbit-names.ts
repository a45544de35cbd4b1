import type { Channel } from 'amqplib';

/** Names and arguments of everything on the broker. All queues are quorum queues: they survive the loss of a node. */
export const exchange = 'occwo';
export const queueOf = (topic: string, group: string): string => `${topic}.${group}`;
export const deadOf = (queue: string): string => `${queue}.dead`;
export const delayOf = (milliseconds: number): string => `occwo.delay.${milliseconds}`;

const quorum = { durable: true, arguments: { 'x-queue-type': 'quorum' } };

/**
 * A consumer that dies this often over one message sends it to the dead letters. Written out, because RabbitMQ 4.0 made it 20
 * with a drop, and earlier versions have none.
 */
const deliveryLimit = 20;

/**
 * Without loss between queues: dead lettering counts as done when the target has confirmed, and a full queue refuses.
 */
const withoutLoss = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };

/** The exchange and the ladder of delays: a message waits in the queue of its delay and then returns to the queue it is addressed to. */
export async function declareCommon(channel: Channel, ladder: readonly number[]): Promise<void> {
  await channel.assertExchange(exchange, 'direct', { durable: true });
  for (const milliseconds of ladder) {
    const name = delayOf(milliseconds);
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(name, {
      durable: true,
      arguments: { ...quorum.arguments, ...withoutLoss, 'x-message-ttl': milliseconds, 'x-dead-letter-exchange': '' },
    });
    await channel.bindQueue(name, name, '');
  }
}

export async function declareTopic(channel: Channel, topic: string, group: string): Promise<string> {
  const queue = queueOf(topic, group);
  await channel.assertQueue(deadOf(queue), quorum);
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      ...quorum.arguments, ...withoutLoss, 'x-delivery-limit': deliveryLimit,
      'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': deadOf(queue),
    },
  });
  await channel.bindQueue(queue, exchange, topic);
  return queue;
}

/** Headers of ours, set from the second attempt on; a message's key travels as its correlation id. The broker's own counts differ between its versions. */
export const headers = { attempt: 'x-attempt', reason: 'x-reason' } as const;

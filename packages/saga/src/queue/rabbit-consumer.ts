import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Clock, Logger } from '@occwo/core';
import { errorText } from '../runner/error-text.js';
import { delayBefore } from './queue.js';
import type { Delivery, Handler, Subscription } from './queue.js';
import type { Link, Session } from './rabbit-link.js';
import { deadOf, declareTopic, delayOf, headers } from './rabbit-names.js';
import type { Publisher } from './rabbit-publisher.js';
import { goodbyeMs, within } from './within.js';

export interface ConsumerOptions {
  readonly topic: string;
  readonly group: string;
  readonly prefetch: number;
  readonly attempts: number;
  readonly ladder: readonly number[];
}

/** One consumer on a connection of its own, put back in place after every break. */
export class Consumer implements Subscription {
  private readonly running = new Set<Promise<void>>();
  private stopped = false;
  private tag: string | undefined;
  private channel: ConfirmChannel | undefined;

  constructor(
    private readonly link: Link,
    private readonly publisher: Publisher,
    private readonly options: ConsumerOptions,
    private readonly handler: Handler,
    private readonly log: Logger,
    private readonly clock: Clock,
  ) {}

  /** Keeps a session up for as long as the consumer lives. */
  async begin(): Promise<void> {
    const session = await this.link.session();
    void this.watch(session);
  }

  /** Called with each new channel. */
  async attach(channel: ConfirmChannel): Promise<void> {
    if (this.stopped) return;
    const { topic, group, prefetch } = this.options;
    this.channel = channel;
    await channel.prefetch(prefetch);
    const queue = await declareTopic(channel, topic, group);
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!message) return void this.deleted(channel);
      const work = this.handle(channel, queue, message).finally(() => this.running.delete(work));
      this.running.add(work);
    });
    this.tag = consumerTag;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const { channel, tag } = this;
    if (channel && tag) await within(this.clock, goodbyeMs, () => channel.cancel(tag));
    await Promise.all(this.running);
    await this.link.close();
  }

  private async watch(session: Session): Promise<void> {
    for (let current = session; ; ) {
      await current.lost;
      if (this.stopped) return;
      try {
        current = await this.link.session();
      } catch {
        return;
      }
    }
  }

  /** The broker says so with an empty message: the queue was deleted under us. */
  private async deleted(channel: ConfirmChannel): Promise<void> {
    this.log.warn('queue: the queue was deleted, making it again', { topic: this.options.topic, group: this.options.group });
    await this.attach(channel).catch((error: unknown) => this.log.error('queue: could not consume again', { error: errorText(error) }));
  }

  private async handle(channel: ConfirmChannel, queue: string, message: ConsumeMessage): Promise<void> {
    const settle = (act: () => void) => {
      try {
        act();
      } catch {
        // The channel is closed: the broker delivers again, and the inbox drops what was done.
      }
    };
    let delivery: Delivery | undefined;
    try {
      delivery = toDelivery(message, this.options.topic);
      await this.handler(delivery);
      settle(() => channel.ack(message));
    } catch (error) {
      try {
        await this.postpone(queue, message, delivery?.attempt ?? this.options.attempts, error);
        settle(() => channel.ack(message));
      } catch (failure) {
        this.log.error('queue: could not postpone a message, it stays where it is', { queue, error: errorText(failure) });
        // Back to the queue: counted against its delivery limit, so it cannot go round for ever.
        settle(() => channel.nack(message, false, true));
      }
    }
  }

  /** The next attempt, or the dead letters: sent and confirmed before this one is acknowledged, so that it can double, not vanish. */
  private async postpone(queue: string, message: ConsumeMessage, attempt: number, error: unknown): Promise<void> {
    const { attempts, ladder, topic } = this.options;
    const reason = errorText(error);
    const isLast = attempt >= attempts;
    const { messageId, correlationId, headers: own } = message.properties;
    if (isLast) this.log.error(`queue: a message of "${topic}" is dead after ${attempt} attempts: ${reason}`, { queue, id: messageId });
    await this.publisher.send({
      exchange: isLast ? '' : delayOf(delayBefore(attempt + 1, ladder)),
      routingKey: isLast ? deadOf(queue) : queue,
      content: message.content,
      topic,
      options: {
        messageId: String(messageId), contentType: 'application/json', persistent: true, mandatory: true,
        ...(correlationId !== undefined && { correlationId: String(correlationId) }),
        headers: { ...own, [headers.attempt]: isLast ? attempt : attempt + 1, [headers.reason]: reason },
      },
    });
  }
}

export function toDelivery(message: Pick<ConsumeMessage, 'content' | 'properties'>, topic: string): Delivery {
  const { messageId, correlationId, headers: given = {} } = message.properties;
  const strings = Object.entries(given).filter(([name, value]) => typeof value === 'string' && !Object.values<string>(headers).includes(name));
  return {
    id: String(messageId),
    topic,
    key: correlationId === undefined ? undefined : String(correlationId),
    attempt: Number(given[headers.attempt] ?? 1),
    headers: Object.fromEntries(strings) as Record<string, string>,
    body: JSON.parse(message.content.toString('utf8')) as unknown,
  };
}

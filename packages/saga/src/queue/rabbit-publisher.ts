import type { Buffer } from 'node:buffer';
import type { ConfirmChannel, Options } from 'amqplib';
import type { Clock } from '@occwo/core';
import { UnconfirmedError, UnroutableError } from './errors.js';
import type { Link, Session } from './rabbit-link.js';

export interface Sending {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly options: Options.Publish & { messageId: string };
  /** For messages to people. */
  readonly topic: string;
}

/** Publishes with confirms: many under way at once, none forgotten when the connection breaks. */
export class Publisher {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly returned = new Set<string>();

  constructor(
    private readonly link: Link,
    private readonly clock: Clock,
    /** Unconfirmed messages at once. Over 1,000 only the latency grows. */
    private readonly window: number,
    private readonly timeoutMs: number,
  ) {}

  /** Listens for what the broker could not route: it says so before it confirms. */
  attach(channel: ConfirmChannel): void {
    channel.on('return', (message) => this.returned.add(String(message.properties.messageId)));
    channel.on('drain', () => this.release());
  }

  /** Resolves when the broker has the message on disk in a majority of its nodes. Sent again, with the same id, after a broken connection. */
  async send(sending: Sending): Promise<void> {
    const until = this.clock.monotonic() + this.timeoutMs;
    await this.room();
    this.underWay += 1;
    try {
      for (;;) {
        const session = await inTime(this.clock, until - this.clock.monotonic(), this.link.session(), sending.topic);
        try {
          return await inTime(this.clock, until - this.clock.monotonic(), this.once(session, sending), sending.topic);
        } catch (error) {
          if (error instanceof UnroutableError || error instanceof UnconfirmedError || !session.isLost()) throw error;
        }
      }
    } finally {
      this.underWay -= 1;
      this.release();
    }
  }

  private once(session: Session, { exchange, routingKey, content, options, topic }: Sending): Promise<void> {
    return new Promise((resolve, reject) => {
      void session.lost.then(() => reject(new Error('The connection to the broker broke')));
      // A confirm alone says nothing about a missing queue: the broker confirms what it throws away.
      session.channel.publish(exchange, routingKey, content, { ...options, persistent: true, mandatory: true }, (error: Error | null) => {
        const isReturned = this.returned.delete(options.messageId);
        if (error) reject(error);
        else if (isReturned) reject(new UnroutableError(topic));
        else resolve();
      });
    });
  }

  private async room(): Promise<void> {
    while (this.underWay >= this.window) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private release(): void {
    if (this.underWay < this.window) this.waiting.shift()?.();
  }
}

function inTime<Result>(clock: Clock, milliseconds: number, work: Promise<Result>, topic: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(() => reject(new UnconfirmedError(topic, undefined)), Math.max(0, milliseconds), { unref: true });
    work.then(resolve, reject).finally(cancel);
  });
}

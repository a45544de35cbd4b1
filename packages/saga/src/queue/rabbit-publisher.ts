import type { Buffer } from 'node:buffer';
import type { ConfirmChannel, Options } from 'amqplib';
import type { Clock } from '@occwo/core';
import { Places } from '../runner/places.js';
import { UnconfirmedError, UnroutableError } from './errors.js';
import { Fifo } from './fifo.js';
import type { Link, Session } from './rabbit-link.js';

export interface Sending {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  /** Persistent, and mandatory: handed back if it reaches no queue. */
  readonly options: Options.Publish & { messageId: string; persistent: true; mandatory: true };
  /** For messages to people. */
  readonly topic: string;
}

interface Pending {
  readonly sending: Sending;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly until: number;
  /** Among those under way, if it is. */
  place: number | undefined;
  isSettled: boolean;
}

/** How often overdue messages are looked for: one timer for all, not one each. */
const sweepMs = 250;
/** Before a message that the broker refused is sent again. */
const nackPauseMs = 100;

/** Publishes with confirms: many under way at once, none forgotten when the connection breaks. */
export class Publisher {
  /** Given to the broker, or about to be. */
  private readonly underWay = new Places<Pending>();
  /** Beyond the window: they wait for room. */
  private readonly waiting = new Fifo<Pending>();
  private readonly returned = new Set<string>();
  private session: Session | undefined;
  private isSweeping = false;

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
  }

  /** Resolves when the broker has the message on disk in a majority of its nodes. Sent again, with the same id, after a broken connection. */
  send(sending: Sending): Promise<void> {
    return new Promise((resolve, reject) => {
      const pending: Pending = { sending, resolve, reject, until: this.clock.monotonic() + this.timeoutMs, place: undefined, isSettled: false };
      if (this.underWay.size < this.window) this.begin(pending);
      else this.waiting.push(pending);
      this.sweepLater();
    });
  }

  private begin(pending: Pending): void {
    if (pending.isSettled) return;
    pending.place ??= this.underWay.add(pending);
    if (this.session && !this.session.isLost()) this.hand(this.session, pending);
    else this.handLater(pending);
  }

  /** Waits for the broker to be there. */
  private handLater(pending: Pending): void {
    this.link.session().then((session) => {
      this.session = session;
      if (!pending.isSettled) this.hand(session, pending);
    }, (error: Error) => this.settle(pending, error));
  }

  private hand(session: Session, pending: Pending): void {
    const { exchange, routingKey, content, options, topic } = pending.sending;
    session.pace.adapt(this.underWay.size);
    const onAnswer = (error: Error | null) => {
      // A confirm alone says nothing about a missing queue: the broker confirms what it throws away.
      const isReturned = this.returned.size > 0 && this.returned.delete(options.messageId);
      if (pending.isSettled) return;
      if (error && session.isLost()) this.handLater(pending);
      // The broker refused it: a queue without a leader yet, or a full one. Later, until the message's time is up.
      else if (error) this.clock.schedule(() => this.begin(pending), nackPauseMs);
      else this.settle(pending, isReturned ? new UnroutableError(topic) : undefined);
    };
    try {
      session.channel.publish(exchange, routingKey, content, options, onAnswer);
    } catch {
      // The channel closed a moment ago, and its end has not been told yet.
      void session.lost.then(() => this.handLater(pending));
    }
  }

  private settle(pending: Pending, error?: Error): void {
    if (pending.isSettled) return;
    pending.isSettled = true;
    if (pending.place !== undefined) this.underWay.remove(pending.place);
    this.session?.pace.adapt(this.underWay.size);
    if (error) pending.reject(error);
    else pending.resolve();
    const next = this.underWay.size < this.window ? this.waiting.take() : undefined;
    if (next) this.begin(next);
  }

  private sweepLater(): void {
    if (this.isSweeping) return;
    this.isSweeping = true;
    this.clock.schedule(() => {
      this.isSweeping = false;
      const now = this.clock.monotonic();
      const giveUp = (pending: Pending) => this.settle(pending, new UnconfirmedError(pending.sending.topic, undefined));
      // Those that wait came one after the other, and their time is up in the same order.
      for (let first = this.waiting.first; first && first.until <= now; first = this.waiting.first) giveUp(this.waiting.take() as Pending);
      for (const pending of this.underWay.values()) if (pending.until <= now) giveUp(pending);
      if (this.underWay.size > 0) this.sweepLater();
    }, sweepMs);
  }
}

import { connect } from 'amqplib';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { sleep } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import { Pace, socketOf } from './rabbit-pace.js';
import { goodbyeMs, within } from './within.js';

/** A connection with its one channel, alive until `lost` resolves. */
export interface Session {
  readonly channel: ConfirmChannel;
  readonly lost: Promise<void>;
  readonly pace: Pace;
  isLost(): boolean;
}

export interface LinkOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called with every new channel before anybody else gets it: topology, prefetch, consumers. */
  readonly prepare: (channel: ConfirmChannel) => Promise<void>;
}

/** Keeps one connection to the broker: made on first use, made again whenever it breaks. */
export class Link {
  private current: Promise<Session> | undefined;
  private model: ChannelModel | undefined;
  private closed = false;

  constructor(private readonly options: LinkOptions) {}

  /** The present session; waits while the broker is away. */
  session(): Promise<Session> {
    if (this.closed) return Promise.reject(new Error('The queue is closed'));
    return (this.current ??= this.establish());
  }

  async close(): Promise<void> {
    this.closed = true;
    const { clock } = this.options;
    const { current, model } = this;
    // The channel first: closing the connection alone may overtake acknowledgements that are still on their way.
    if (current) await within(clock, goodbyeMs, async () => (await current).channel.close());
    if (model) await within(clock, goodbyeMs, () => model.close());
  }

  private async establish(): Promise<Session> {
    const { clock, log } = this.options;
    for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      if (this.closed) throw new Error('The queue is closed');
      try {
        return await this.open();
      } catch (error) {
        log.warn('queue: the broker is not there, will try again', { error: (error as Error).message, pauseMs });
        await sleep(clock, pauseMs);
      }
    }
  }

  private async open(): Promise<Session> {
    const model = await connect(withHeartbeat(this.options.url), { timeout: 10_000, noDelay: true });
    let isLost = false;
    let end = () => {};
    const lost = new Promise<void>((resolve) => (end = resolve));
    const lose = () => {
      if (isLost) return;
      isLost = true;
      this.current = undefined;
      end();
      void model.close().catch(() => undefined);
    };
    // Both need a listener for `error`: without one it would end the process. `close` follows in either case.
    model.on('error', lose);
    model.on('close', lose);
    try {
      const channel = await model.createConfirmChannel();
      channel.on('error', lose);
      channel.on('close', lose);
      await this.options.prepare(channel);
      this.model = model;
      return { channel, lost, pace: new Pace(socketOf(model)), isLost: () => isLost };
    } catch (error) {
      lose();
      throw error;
    }
  }
}

/** A dead peer is noticed within about twenty seconds. */
function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', '10');
  return parsed.href;
}

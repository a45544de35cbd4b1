import { OccwoError, systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import { eventKey } from './event-key.js';
import { readNotification } from './notification.js';
import type { UnknownNotification, YandexNotification } from './notification.js';
import { recentEvents } from './seen-events.js';
import type { SeenEvents } from './seen-events.js';
import { marketNetworks, networkCheck } from './source-networks.js';

type Notification = YandexNotification | UnknownNotification;

/** How pushes are received. */
export interface PushReceiverOptions {
  /** Name of your integration, 1 to 100 characters: Market demands it in every answer. */
  readonly name: string;
  /** Version of your integration, 1 to 100 characters. */
  readonly version: string;
  /**
   * Puts the push where it cannot be lost (a table, a queue). It is awaited before the answer, so it must be quick: Market waits 10 s.
   * When it throws, Market is answered 500 and sends again, for up to 14 days.
   */
  readonly store?: (notification: Notification) => void | Promise<void>;
  /** Works on the push after the answer has gone out. What it throws is logged; nothing is sent again. */
  readonly handle?: (notification: Notification) => void | Promise<void>;
  /** Networks that pushes may come from; `false` switches the check off (behind a proxy that does it). Default: Market's. */
  readonly networks?: readonly string[] | false;
  /** Default: the last 10 000 pushes, in memory. */
  readonly seen?: SeenEvents;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** A push as it arrived. */
export interface PushRequest {
  /** Text, bytes, or JSON that a framework has parsed already. */
  readonly body: unknown;
  readonly remoteAddress?: string | undefined;
}

/** What to answer, and the work that goes on behind the answer. */
export interface PushReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Settles when `handle` is done; it never rejects. */
  readonly work: Promise<void>;
}

export interface PushReceiver {
  /** Takes one push. It answers PING at once, and a push that it has seen without calling anybody. */
  receive(request: PushRequest): Promise<PushReply>;
}

const nothing = Promise.resolve();

/**
 * Receives Market's pushes in any framework. Pushes hold ids only: read the order, chat or return by them.
 *
 * @example
 * const receiver = createPushReceiver({ name: 'Shop', version: '1.0', handle: (push) => console.log(push.notificationType) });
 * const { status, body } = await receiver.receive({ body: request.body, remoteAddress: request.ip });
 */
export function createPushReceiver(options: PushReceiverOptions): PushReceiver {
  const { name, version, store, handle, logger, seen = recentEvents(), clock = systemClock, networks = marketNetworks } = options;
  for (const [option, text] of Object.entries({ name, version })) {
    if (text.length < 1 || text.length > 100) {
      throw new OccwoError(`${option} of the push receiver must have 1 to 100 characters`, { code: 'config', hint: 'Market refuses an answer without it' });
    }
  }
  const allowed = networks === false ? () => true : networkCheck(networks);
  const taken = (work: Promise<void> = nothing): PushReply => ({ status: 200, body: { name, version, time: new Date(clock.now()).toISOString() }, work });
  const failed = (status: number, type: string, message: string): PushReply => ({ status, body: { error: { type, message } }, work: nothing });

  const workOn = async (notification: Notification): Promise<void> => {
    try {
      await handle?.(notification);
    } catch (error) {
      logger?.error('a push of Yandex Market was answered, but not worked off', { type: notification.notificationType, error: String(error) });
    }
  };

  return {
    async receive({ body, remoteAddress }) {
      if (!allowed(remoteAddress)) {
        logger?.warn('a push did not come from a network of Yandex Market', { remoteAddress });
        return failed(403, 'UNKNOWN', 'the sender is not allowed');
      }
      const parsed = readNotification(parseBody(body));
      if ('problem' in parsed) return failed(400, 'WRONG_EVENT_FORMAT', String(parsed.problem));
      const notification = parsed as Notification;
      // A check of the address: answered within its second, whatever else is going on.
      if (notification.notificationType === 'PING') return taken();
      const key = eventKey(notification);
      try {
        if (await seen.has(key)) return taken();
        await store?.(notification);
        await seen.add(key);
      } catch (error) {
        logger?.error('a push of Yandex Market could not be stored', { type: notification.notificationType, error: String(error) });
        return failed(500, 'UNKNOWN', 'the push could not be stored');
      }
      // In a later turn, so that the answer goes out before the work begins.
      return taken(new Promise<void>((resolve) => setImmediate(() => resolve(workOn(notification)))));
    },
  };
}

function parseBody(body: unknown): unknown {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return body;
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

import { OccwoError, systemClock } from '@occwo/core';
import type { Clock, Logger } from '@occwo/core';
import { keyOfPush, memoryDuplicates } from './duplicates.js';
import type { DuplicateStore } from './duplicates.js';
import { refused, taken } from './push-answer.js';
import type { PushAnswer } from './push-answer.js';
import { networkCheck, pushNetworks } from './push-networks.js';
import { readPush } from './push.js';
import type { UnknownPush, YandexPush, YandexPushOf, YandexPushType } from './push.js';

type Push = YandexPush | UnknownPush;

/** Work on pushes, by type. */
export type PushHandlers = { readonly [Type in YandexPushType]?: (push: YandexPushOf<Type>) => void | Promise<void> };

export interface PushReceiverOptions {
  /** Runs after the answer has gone out: Market waits 10 seconds for it. */
  readonly on?: PushHandlers;
  /** Runs after the answer, for every push that has no handler in `on`, also for types that are not known yet. */
  readonly onOther?: (push: Push) => void | Promise<void>;
  /**
   * Runs before the answer: put the push where it cannot be lost (a table, a queue). If it throws, Market is answered 500 and sends the
   * push again, for up to 14 days; one push that never passes holds back those behind it.
   */
  readonly accept?: (push: Push) => void | Promise<void>;
  /** Told of what handlers throw: the answer is out by then, and Market does not repeat. */
  readonly onError?: (error: unknown, push: Push) => void;
  /** Networks that pushes may come from; `false` checks nothing. Default: {@link pushNetworks}. */
  readonly networks?: readonly string[] | false;
  /** Default: the pushes of a day, in memory. */
  readonly duplicates?: DuplicateStore;
  /** Name of the integration, 1 to 100 characters: Market demands it in every answer. Default: `occwo`. */
  readonly name?: string;
  /** Version of the integration, 1 to 100 characters. Default: `1`. */
  readonly version?: string;
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/** A push as it arrived. */
export interface PushRequest {
  readonly body: string | Uint8Array;
  /** Who sent it: the address behind your own proxies. */
  readonly address?: string | undefined;
}

/** What to answer now, and the work that goes on behind the answer. */
export interface ReceivedPush {
  readonly answer: PushAnswer;
  /** Starts the work; call it when the answer is out. It never rejects. */
  readonly work: () => Promise<void>;
}

/** Takes pushes, framework-free. */
export type PushReceiver = (request: PushRequest) => Promise<ReceivedPush>;

/**
 * Makes a receiver of Market's pushes: checks where they come from, answers PING within its second, takes each push once, and answers
 * before the work. A repeated push is answered with success and not handled again. Pushes hold ids only: read the order, chat or return
 * by them. Test orders are pushed too.
 *
 * @example
 * const receive = createPushReceiver({ on: { ORDER_CREATED: ({ campaignId, orderId }) => assemble(campaignId, orderId) } });
 * createServer(pushHandler(receive, { path: '/9f8c2b/notification' })).listen(8080);
 */
export function createPushReceiver(options: PushReceiverOptions = {}): PushReceiver {
  const { clock = systemClock, accept, logger, name = 'occwo', version = '1', networks = pushNetworks } = options;
  checkLength({ name, version });
  const duplicates = options.duplicates ?? memoryDuplicates(clock);
  const isMarket = networks === false ? () => true : networkCheck(networks);
  const only = (answer: PushAnswer): ReceivedPush => ({ answer, work: async () => {} });
  const success = () => taken(name, version, clock.now());

  return async ({ body, address }) => {
    if (!isMarket(address)) {
      logger?.warn('a push from a foreign address was refused', { address });
      return only(refused(403, 'UNKNOWN', 'the address is none of the marketplace'));
    }
    const read = readPush(body);
    if ('problem' in read) return only(refused(400, 'WRONG_EVENT_FORMAT', read.problem));
    const { push } = read;
    if (push.notificationType === 'PING') return only(success());

    const key = keyOfPush(push);
    if (await duplicates.add(key)) return only(success());
    try {
      await accept?.(push);
    } catch (error) {
      await duplicates.remove(key);
      logger?.error('a push could not be accepted', { type: push.notificationType, error: String(error) });
      return only(refused(500, 'UNKNOWN', 'the push could not be stored'));
    }
    return { answer: success(), work: () => workOn(push, options) };
  };
}

async function workOn(push: Push, { on, onOther, onError, logger }: PushReceiverOptions): Promise<void> {
  const own = Object.hasOwn(on ?? {}, push.notificationType) ? on?.[push.notificationType as YandexPushType] : undefined;
  const handler = (own ?? onOther) as ((push: Push) => void | Promise<void>) | undefined;
  try {
    await handler?.(push);
  } catch (error) {
    logger?.error('the work on a push failed', { type: push.notificationType, error: String(error) });
    onError?.(error, push);
  }
}

function checkLength(texts: Readonly<Record<string, string>>): void {
  for (const [option, text] of Object.entries(texts)) {
    if (text.length >= 1 && text.length <= 100) continue;
    throw new OccwoError(`${option} of the push receiver must have 1 to 100 characters`, { code: 'config', hint: 'Market refuses an answer without it' });
  }
}

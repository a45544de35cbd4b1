import type { Clock, Logger } from '@occwo/core';
import { systemClock } from '@occwo/core';
import type { DuplicateStore } from './duplicates.js';
import { keyOfPush, memoryDuplicates } from './duplicates.js';
import type { OzonPush, OzonPushOf, OzonPushType, UnknownPush } from './push.js';
import type { PushAnswer } from './push-answer.js';
import { pong, refused, taken } from './push-answer.js';
import { networkCheck, pushNetworks } from './push-networks.js';

/** Work on pushes, by type. */
export type PushHandlers = { readonly [Type in OzonPushType]?: (push: OzonPushOf<Type>) => void | Promise<void> };

export interface PushReceiverOptions {
  /** Runs after the answer has gone out: Ozon stops all pushes if they are worked on for longer than 5 seconds. */
  readonly on?: PushHandlers;
  /** Runs after the answer, for every push that has no handler in `on`, also for types that are not known yet. */
  readonly onOther?: (push: OzonPush | UnknownPush) => void | Promise<void>;
  /** Runs before the answer: store the push here if none may be lost. If it throws, Ozon sends the push again. */
  readonly accept?: (push: OzonPush | UnknownPush) => void | Promise<void>;
  /** Told of what handlers throw: the answer is out by then, and Ozon does not repeat. */
  readonly onError?: (error: unknown, push: OzonPush | UnknownPush) => void;
  /** Networks that pushes may come from; `false` checks nothing. Default: {@link pushNetworks}. */
  readonly networks?: readonly string[] | false;
  readonly duplicates?: DuplicateStore;
  /** What a ping is told. Default: `occwo` and `1`. */
  readonly name?: string;
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
 * Makes a receiver of Ozon's pushes: checks where they come from, answers pings, takes each push once, and answers before
 * the work. A repeated push is answered with success and not handled again.
 *
 * @example
 * const receive = createPushReceiver({ on: { TYPE_NEW_POSTING: ({ posting_number }) => assemble(posting_number) } });
 * createServer(pushHandler(receive)).listen(8080);
 */
export function createPushReceiver(options: PushReceiverOptions = {}): PushReceiver {
  const { clock = systemClock, accept, name = 'occwo', version = '1', networks = pushNetworks } = options;
  const duplicates = options.duplicates ?? memoryDuplicates(clock);
  const isOzon = networks === false ? () => true : networkCheck(networks);
  const only = (answer: PushAnswer): ReceivedPush => ({ answer, work: async () => {} });

  return async ({ body, address }) => {
    const startedAt = clock.now();
    if (networks !== false && (address === undefined || !isOzon(address))) {
      options.logger?.warn('a push from a foreign address was refused', { address });
      return only(refused(403, 'ERROR_UNKNOWN', 'the address is none of the marketplace'));
    }
    const push = readPush(body);
    if (!push) return only(refused(400, 'ERROR_PARAMETER_VALUE_MISSED', 'the body must be JSON with a message_type'));
    if (push.message_type === 'TYPE_PING') return only(pong(name, version, startedAt));

    const key = keyOfPush(push);
    if (await duplicates.add(key)) return only(taken());
    try {
      await accept?.(push);
    } catch (error) {
      await duplicates.remove(key);
      options.logger?.error('a push could not be accepted', { type: push.message_type, error: String(error) });
      return only(refused(500, 'ERROR_UNKNOWN', 'the push could not be stored'));
    }
    return { answer: taken(), work: () => workOn(push, options) };
  };
}

async function workOn(push: OzonPush | UnknownPush, { on, onOther, onError, logger }: PushReceiverOptions): Promise<void> {
  const handler = (on?.[push.message_type as OzonPushType] ?? onOther) as ((push: OzonPush | UnknownPush) => void | Promise<void>) | undefined;
  try {
    await handler?.(push);
  } catch (error) {
    logger?.error('the work on a push failed', { type: push.message_type, error: String(error) });
    onError?.(error, push);
  }
}

function readPush(body: string | Uint8Array): OzonPush | UnknownPush | undefined {
  try {
    const value: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
    const type = (value as UnknownPush | null)?.message_type;
    return typeof type === 'string' && type !== '' ? (value as UnknownPush) : undefined;
  } catch {
    return undefined;
  }
}

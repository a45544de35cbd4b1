import { systemClock } from '../time/clock.js';
import { keyOfPush, memoryDuplicates } from './duplicates.js';
import { networkCheck } from './network-check.js';
import type { PushAnswer, PushOptions, PushReceiver, PushVendor, ReceivedPush } from './push.js';

/**
 * Makes a receiver: checks where a push comes from, answers pings, takes each push once, and answers before the work.
 * A repeated push is answered with success and not handled again.
 */
export function createReceiver<Push extends object, Handlers extends object>(vendor: PushVendor<Push>, options: PushOptions<Push, Handlers>): PushReceiver {
  const { clock = systemClock, logger, accept, networks = vendor.networks } = options;
  const duplicates = options.duplicates ?? memoryDuplicates(clock, vendor.repeatsMs);
  const isOurs = networks === false ? () => true : networkCheck(networks);
  const only = (answer: PushAnswer): ReceivedPush => ({ answer, work: async () => {} });

  return async ({ body, address }) => {
    const at = clock.now();
    if (!isOurs(address)) {
      logger?.warn('a push from a foreign address was refused', { address });
      return only(vendor.refused(403, 'foreign', 'the address is none of the marketplace'));
    }
    const read = vendor.read(typeof body === 'string' ? body : new TextDecoder().decode(body));
    if ('problem' in read) return only(vendor.refused(400, 'unreadable', read.problem));
    const { push } = read;
    if (vendor.typeOf(push) === vendor.ping) return only(vendor.pong(at));

    const key = keyOfPush(push);
    if (await duplicates.add(key)) return only(vendor.taken(at));
    try {
      await accept?.(push);
    } catch (error) {
      await duplicates.remove(key);
      logger?.error('a push could not be accepted', { type: vendor.typeOf(push), error: String(error) });
      return only(vendor.refused(500, 'failed', 'the push could not be stored'));
    }
    return { answer: vendor.taken(at), work: () => workOn(push, vendor.typeOf(push), options) };
  };
}

async function workOn<Push>(push: Push, type: string, { on, onOther, onError, logger }: PushOptions<Push, object>): Promise<void> {
  const own = on && Object.hasOwn(on, type) ? (on as Readonly<Record<string, (push: Push) => void | Promise<void>>>)[type] : undefined;
  try {
    await (own ?? onOther)?.(push);
  } catch (error) {
    logger?.error('the work on a push failed', { type, error: String(error) });
    onError?.(error, push);
  }
}

/** The body as a JSON object, or nothing. */
export function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

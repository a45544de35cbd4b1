import { jsonAnswer } from '@occwo/core/webhooks';
import type { PushRefusal, PushVendor } from '@occwo/core/webhooks';
import { pushNetworks } from './push-networks.js';
import { readPush } from './push.js';
import type { UnknownPush, YandexPush } from './push.js';

/** What Market wants a refusal to be called. */
type PushErrorType = 'UNKNOWN' | 'WRONG_EVENT_FORMAT';

const errorType = (refusal: PushRefusal): PushErrorType => (refusal === 'unreadable' ? 'WRONG_EVENT_FORMAT' : 'UNKNOWN');

/** The answers that Market wants. */
export function yandexVendor(name: string, version: string): PushVendor<YandexPush | UnknownPush> {
  // All three fields are demanded, for PING and for any push; without them the integration is not switched on.
  const success = (at: number) => jsonAnswer(200, { version, name, time: new Date(at).toISOString() });
  return {
    networks: pushNetworks,
    // A push whose answer got lost comes each minute in the first hour and each quarter of an hour in the first day.
    repeatsMs: 24 * 3_600_000,
    ping: 'PING',
    typeOf: ({ notificationType }) => notificationType,
    read: readPush,
    taken: success,
    pong: success,
    refused: refusedPush,
  };
}

/** A 400 is final; any other failure has Market send the push again, for up to 14 days. */
export function refusedPush(status: number, refusal: PushRefusal, message: string) {
  return jsonAnswer(status, { error: { type: errorType(refusal), message } });
}

import { jsonAnswer, parseObject } from '@occwo/core/webhooks';
import type { PushRefusal, PushVendor } from '@occwo/core/webhooks';
import type { OzonPush, UnknownPush } from './push.js';
import { pushNetworks } from './push-networks.js';

type PushErrorCode = 'ERROR_UNKNOWN' | 'ERROR_PARAMETER_VALUE_MISSED';

const errorCode = (refusal: PushRefusal): PushErrorCode => (refusal === 'unreadable' ? 'ERROR_PARAMETER_VALUE_MISSED' : 'ERROR_UNKNOWN');

/** The answers that Ozon wants. Anything of another form counts as a failure, and many failures stop all pushes. */
export function ozonVendor(name: string, version: string): PushVendor<OzonPush | UnknownPush> {
  return {
    networks: pushNetworks,
    // Ozon repeats for about two hours at most.
    repeatsMs: 6 * 3_600_000,
    ping: 'TYPE_PING',
    typeOf: ({ message_type: type }) => type,
    read(body) {
      const type = parseObject(body)?.message_type;
      if (typeof type !== 'string' || type === '') return { problem: 'the body must be JSON with a message_type' };
      return { push: parseObject(body) as unknown as UnknownPush };
    },
    taken: () => jsonAnswer(200, { result: true }),
    pong: (at) => jsonAnswer(200, { version, name, time: new Date(at).toISOString() }),
    refused: refusedPush,
  };
}

export function refusedPush(status: number, refusal: PushRefusal, message: string) {
  return jsonAnswer(status, { error: { code: errorCode(refusal), message, details: null } });
}

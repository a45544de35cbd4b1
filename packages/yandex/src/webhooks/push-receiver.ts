import { OccwoError } from '@occwo/core';
import { createReceiver } from '@occwo/core/webhooks';
import type { PushOptions, PushReceiver } from '@occwo/core/webhooks';
import type { UnknownPush, YandexPush, YandexPushOf, YandexPushType } from './push.js';
import { yandexVendor } from './vendor.js';

/** Work on pushes, by type. */
export type PushHandlers = { readonly [Type in YandexPushType]?: (push: YandexPushOf<Type>) => void | Promise<void> };

/**
 * Handlers run after the answer has gone out: Market waits 10 seconds for it. What `accept` throws makes Market send the
 * push again, for up to 14 days; one that never passes holds back those behind it. `name` and `version` have 1 to 100
 * characters: Market demands them in every answer.
 */
export type PushReceiverOptions = PushOptions<YandexPush | UnknownPush, PushHandlers>;

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
  const { name = 'occwo', version = '1' } = options;
  checkLength({ name, version });
  return createReceiver(yandexVendor(name, version), options);
}

function checkLength(texts: Readonly<Record<string, string>>): void {
  for (const [option, text] of Object.entries(texts)) {
    if (text.length >= 1 && text.length <= 100) continue;
    throw new OccwoError(`${option} of the push receiver must have 1 to 100 characters`, { code: 'config', hint: 'Market refuses an answer without it' });
  }
}

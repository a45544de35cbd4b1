import { createReceiver } from '@occwo/core/webhooks';
import type { PushOptions, PushReceiver } from '@occwo/core/webhooks';
import type { OzonPush, OzonPushOf, OzonPushType, UnknownPush } from './push.js';
import { ozonVendor } from './vendor.js';

/** Work on pushes, by type. */
export type PushHandlers = { readonly [Type in OzonPushType]?: (push: OzonPushOf<Type>) => void | Promise<void> };

/** Handlers run after the answer has gone out: Ozon stops all pushes if they are worked on for longer than 5 seconds. */
export type PushReceiverOptions = PushOptions<OzonPush | UnknownPush, PushHandlers>;

/**
 * Makes a receiver of Ozon's pushes: checks where they come from, answers pings, takes each push once, and answers before
 * the work. A repeated push is answered with success and not handled again.
 *
 * @example
 * const receive = createPushReceiver({ on: { TYPE_NEW_POSTING: ({ posting_number }) => assemble(posting_number) } });
 * createServer(pushHandler(receive)).listen(8080);
 */
export function createPushReceiver(options: PushReceiverOptions = {}): PushReceiver {
  return createReceiver(ozonVendor(options.name ?? 'occwo', options.version ?? '1'), options);
}

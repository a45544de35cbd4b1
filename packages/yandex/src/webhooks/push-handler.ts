import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHandler } from '@occwo/core/webhooks';
import type { PushHandlerOptions, PushReceiver } from '@occwo/core/webhooks';
import { refusedPush } from './vendor.js';

/**
 * A handler for `node:http` (and for whatever takes one): reads the request, answers, then works. Market appends
 * `/notification` to the address that is set in the cabinet.
 *
 * @example createServer(pushHandler(receive, { path: '/9f8c2b/notification', address: ({ headers }) => String(headers['x-real-ip']) }))
 */
export function pushHandler(receive: PushReceiver, options: PushHandlerOptions = {}): (request: IncomingMessage, response: ServerResponse) => void {
  return createHandler(refusedPush, receive, options);
}

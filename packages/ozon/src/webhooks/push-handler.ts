import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHandler } from '@occwo/core/webhooks';
import type { PushHandlerOptions, PushReceiver } from '@occwo/core/webhooks';
import { refusedPush } from './vendor.js';

/**
 * A handler for `node:http` (and for whatever takes one): reads the request, answers, then works.
 *
 * @example createServer(pushHandler(receive, { address: (request) => String(request.headers['x-real-ip']) }))
 */
export function pushHandler(receive: PushReceiver, options: PushHandlerOptions = {}): (request: IncomingMessage, response: ServerResponse) => void {
  return createHandler(refusedPush, receive, options);
}

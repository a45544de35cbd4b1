import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PushAnswer } from './push-answer.js';
import { refused } from './push-answer.js';
import type { PushReceiver } from './push-receiver.js';

export interface PushHandlerOptions {
  /** Who sent a request. Default: the other end of the socket; behind a proxy read the header that the proxy sets. */
  readonly address?: (request: IncomingMessage) => string | undefined;
}

const mostBytes = 1_000_000;

/**
 * A handler for `node:http` (and for whatever takes one): reads the request, answers, then works.
 *
 * @example createServer(pushHandler(receive, { address: (request) => String(request.headers['x-real-ip']) }))
 */
export function pushHandler(receive: PushReceiver, options: PushHandlerOptions = {}): (request: IncomingMessage, response: ServerResponse) => void {
  const addressOf = options.address ?? (({ socket }: IncomingMessage) => socket.remoteAddress);
  return (request, response) => {
    void serve(request, response, receive, addressOf(request));
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, receive: PushReceiver, address: string | undefined): Promise<void> {
  if (request.method !== 'POST') return send(response, refused(405, 'ERROR_UNKNOWN', 'pushes come by POST'));
  try {
    const body = await readBody(request);
    if (!body) return send(response, refused(413, 'ERROR_UNKNOWN', 'the body is too large'));
    const { answer, work } = await receive({ body, address });
    send(response, answer);
    await work();
  } catch {
    if (!response.headersSent) send(response, refused(500, 'ERROR_UNKNOWN', 'the push could not be read'));
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).byteLength;
    if (bytes > mostBytes) return undefined;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function send(response: ServerResponse, { status, headers, body }: PushAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PushReceiver, PushReply } from './push-receiver.js';

/** How the node:http handler reads a request. */
export interface PushHandlerOptions {
  /**
   * The path that answers; anything else is a 404. Market appends `/notification` to the address that is set in the cabinet; put a part
   * that nobody can guess before it, because pushes are not signed. Default: `/notification`.
   */
  readonly path?: string;
  /** Take the sender's address from the last entry of `X-Forwarded-For`, written by your own proxy. Default: false. */
  readonly trustProxy?: boolean;
}

const mostBytes = 1024 * 1024;

/**
 * Serves a receiver by node:http.
 *
 * @example createServer(pushHandler(receiver, { path: '/9f8c2b/notification' })).listen(8080)
 */
export function pushHandler(receiver: PushReceiver, options: PushHandlerOptions = {}): (request: IncomingMessage, response: ServerResponse) => void {
  const { path = '/notification', trustProxy = false } = options;
  const answer = async (request: IncomingMessage): Promise<Pick<PushReply, 'status' | 'body'>> => {
    if (new URL(request.url ?? '/', 'http://push').pathname !== path) return refusal(404, 'not found');
    if (request.method !== 'POST') return refusal(405, 'send pushes by POST');
    const body = await readBody(request);
    if (!body) return refusal(413, 'the push is too large');
    return receiver.receive({ body, remoteAddress: senderOf(request, trustProxy) });
  };
  return (request, response) => {
    answer(request).then(
      ({ status, body }) => send(response, status, body),
      () => send(response, 500, refusal(500, 'the push could not be taken').body),
    );
  };
}

const refusal = (status: number, message: string) => ({ status, body: { error: { type: 'UNKNOWN', message } } });

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes <= mostBytes) parts.push(part);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(parts);
}

function senderOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? String(headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim() : undefined;
  return forwarded || socket.remoteAddress;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { refused } from './push-answer.js';
import type { PushAnswer } from './push-answer.js';
import type { PushReceiver, ReceivedPush } from './push-receiver.js';

export interface PushHandlerOptions {
  /**
   * The path that answers; anything else is a 404. Market appends `/notification` to the address that is set in the cabinet; put a part
   * that nobody can guess before it, because pushes are not signed. Default: any path.
   */
  readonly path?: string;
  /** Who sent a request. Default: the other end of the socket; behind a proxy read the header that the proxy sets. */
  readonly address?: (request: IncomingMessage) => string | undefined;
}

const mostBytes = 1_000_000;

/**
 * A handler for `node:http` (and for whatever takes one): reads the request, answers, then works.
 *
 * @example createServer(pushHandler(receive, { path: '/9f8c2b/notification', address: ({ headers }) => String(headers['x-real-ip']) }))
 */
export function pushHandler(receive: PushReceiver, options: PushHandlerOptions = {}): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void serve(request, response, receive, options);
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, receive: PushReceiver, options: PushHandlerOptions): Promise<void> {
  try {
    const { answer, work } = await answerTo(request, receive, options);
    send(response, answer);
    await work();
  } catch {
    if (!response.headersSent) send(response, refused(500, 'UNKNOWN', 'the push could not be read'));
  }
}

async function answerTo(request: IncomingMessage, receive: PushReceiver, { path, address }: PushHandlerOptions): Promise<ReceivedPush> {
  const only = (answer: PushAnswer): ReceivedPush => ({ answer, work: async () => {} });
  if (path !== undefined && new URL(request.url ?? '/', 'http://push').pathname !== path) return only(refused(404, 'UNKNOWN', 'nothing is here'));
  if (request.method !== 'POST') return only(refused(405, 'UNKNOWN', 'pushes come by POST'));
  const body = await readBody(request);
  if (!body) return only(refused(413, 'UNKNOWN', 'the body is too large'));
  return receive({ body, address: address ? address(request) : request.socket.remoteAddress });
}

/** The body, or nothing when it is too large. It is read to its end all the same, so that the sender hears the answer. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes <= mostBytes) parts.push(part);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(parts);
}

function send(response: ServerResponse, { status, headers, body }: PushAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PushAnswer, PushReceiver, PushVendor, ReceivedPush } from './push.js';

export interface PushHandlerOptions {
  /** The path that answers; anything else is a 404. Put a part that nobody can guess into it: pushes are not signed. Default: any path. */
  readonly path?: string;
  /** Who sent a request. Default: the other end of the socket; behind a proxy read the header that the proxy sets. */
  readonly address?: (request: IncomingMessage) => string | undefined;
}

const mostBytes = 1_000_000;

/** A handler for `node:http` (and for whatever takes one): reads the request, answers, then works. */
export function createHandler(
  refused: PushVendor<object>['refused'], receive: PushReceiver, options: PushHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { answer, work } = await answerTo(request);
      send(response, answer);
      await work();
    } catch {
      if (!response.headersSent) send(response, refused(500, 'failed', 'the push could not be read'));
    }
  };
  const answerTo = async (request: IncomingMessage): Promise<ReceivedPush> => {
    const only = (answer: PushAnswer): ReceivedPush => ({ answer, work: async () => {} });
    const { path, address } = options;
    if (path !== undefined && new URL(request.url ?? '/', 'http://push').pathname !== path) return only(refused(404, 'path', 'nothing is here'));
    if (request.method !== 'POST') return only(refused(405, 'method', 'pushes come by POST'));
    const body = await readBody(request);
    if (!body) return only(refused(413, 'too-large', 'the body is too large'));
    return receive({ body, address: address ? address(request) : request.socket.remoteAddress });
  };
  return (request, response) => {
    void serve(request, response);
  };
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

import type { Transport, WireReply, WireRequest } from '../transport/transport.js';

/** One way in which an answer, or its failing, gives back what was sent. */
export interface Echo {
  readonly name: string;
  readonly transport: Transport;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const reply = (status: number, body: string, type = 'application/json', headers: Record<string, string> = {}): WireReply => ({
  status, body: bytes(body), headers: { 'content-type': type, ...headers },
});

/** Everything of a request that somebody may have hidden a secret in, as one text. */
function textOf({ method, url, headers, body }: WireRequest): string {
  return `${method} ${url} ${Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join(' | ')} ${typeof body === 'string' ? body : ''}`;
}

/**
 * Transports that echo the whole request: in each shape of error body, in pages of HTML, in headers, in a cut-off answer, and
 * in what a transport of the user's own may throw. For tests that plant secrets.
 */
export function echoes(): readonly Echo[] {
  const answer = (name: string, make: (echoed: string, request: WireRequest) => WireReply): Echo => ({
    name, transport: async (request) => make(textOf(request), request),
  });
  const json = (value: unknown) => JSON.stringify(value);
  return [
    ...[400, 401, 403, 404, 409, 420, 429, 500, 503].flatMap((status) => [
      answer(`${status} with message`, (echoed) => reply(status, json({ code: 7, message: echoed, details: [{ value: echoed }] }))),
      answer(`${status} with errors`, (echoed) => reply(status, json({ status: 'ERROR', errors: [{ code: echoed, message: echoed }], error: { code: 'X', message: echoed } }))),
      answer(`${status} with errorText`, (echoed) => reply(status, json({ error: true, errorText: echoed, title: echoed, detail: echoed, additionalErrors: { [echoed]: echoed } }))),
      answer(`${status} as text`, (echoed) => reply(status, echoed, 'text/plain')),
      answer(`${status} as a page`, (echoed) => reply(status, `<html><head><title>${echoed}</title></head><body>${encodeURIComponent(echoed)}</body></html>`, 'text/html')),
    ]),
    answer('a failure inside 200', (echoed) => reply(200, json({ error: true, errorText: echoed, status: 'ERROR', errors: [{ code: 'X', message: echoed }] }))),
    answer('a cut-off answer', (echoed) => reply(200, json({ told: echoed }).slice(0, -3))),
    answer('a page with status 200', (echoed) => reply(200, `<html>${echoed}</html>`, 'text/html')),
    answer('an answer that breaks its schema', (echoed) => reply(200, json({ result: echoed, data: echoed, cards: echoed, access_token: 5, list: echoed }))),
    answer('headers', (_, { headers }) => reply(403, '{}', 'application/json', { 'x-request-id': json(headers), 'x-o3-trace-id': json(headers), 'x-market-req-id': json(headers), 'set-cookie': json(headers) })),
    {
      name: 'a thrown error with the request in it',
      transport: async (request) => {
        throw Object.assign(new Error(`cannot send ${textOf(request)}`), { config: request, request });
      },
    },
    {
      name: 'a thrown error with a cause',
      transport: async (request) => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(textOf(request)), { request }) });
      },
    },
  ];
}

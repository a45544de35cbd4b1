import type { Failure, ParsedReply } from '../client/api-definition.js';

/** Reads a failure out of the answer of a store of files: by its status, because stores answer XML, HTML or nothing. */
export function linkFailure({ status, headers }: ParsedReply): Failure | undefined {
  if (status < 300) return undefined;
  if (status === 429 || status === 503) {
    const seconds = Number(headers['retry-after']);
    return { code: 'rate-limited', message: `the store of files answers ${status}`, retryAfterMs: seconds > 0 ? seconds * 1000 : undefined };
  }
  if (status >= 500) return { code: 'server-error', message: `the store of files answers ${status}` };
  // 416 answers a resumed download whose file has become shorter.
  const gone = status === 401 || status === 403 || status === 404 || status === 410;
  return {
    code: gone ? 'not-found' : 'invalid-request',
    message: gone ? `the link leads to no file (any more): ${status}` : `the store of files answers ${status}`,
    hint: 'links to files die within minutes or hours: ask for the state of the job again, it gives a new one',
  };
}

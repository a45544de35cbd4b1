import { OccwoError } from '@occwo/core';
import type { Transport } from '@occwo/core';

/** Restate answered, and not as it should: it does not know the saga's service, nobody serves it, or it is another server. */
export class RestateReplyError extends OccwoError {
  override readonly name = 'RestateReplyError';

  constructor(
    what: string,
    readonly status: number,
    text: string,
  ) {
    super(`Restate answered ${status} to ${what}: ${text.slice(0, 300)}`, {
      code: 'restate-reply',
      retryable: status === 429 || status >= 500,
      hint: status === 404 ? 'check the address, and that the endpoint is registered' : 'look into the log of the Restate server',
    });
  }
}

export interface HttpOptions {
  readonly transport: Transport;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

export async function sendJson(http: HttpOptions, method: 'GET' | 'POST', url: string, body: unknown, timeoutMs: number): Promise<Answered> {
  const reply = await http.transport({
    method, url, timeoutMs,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...http.headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: reply.status, text: Buffer.from(reply.body).toString('utf8') };
}

/** The answer as JSON; any status but a success is an error. */
export async function callJson<Answer>(http: HttpOptions, method: 'GET' | 'POST', url: string, body: unknown, timeoutMs: number): Promise<Answer> {
  const { status, text } = await sendJson(http, method, url, body, timeoutMs);
  if (status < 200 || status > 299) throw new RestateReplyError(`${method} ${new URL(url).pathname}`, status, text);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

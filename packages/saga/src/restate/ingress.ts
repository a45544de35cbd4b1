import { RestateReplyError, callJson, sendJson } from './http.js';
import type { HttpOptions } from './http.js';

/** Longer than a letter waits for its answer while a worker is being replaced. */
const callTimeoutMs = 60_000;

/** The doors of a Restate server, as a saga's client uses them. */
export class Ingress {
  private readonly base: string;

  constructor(
    url: string,
    private readonly http: HttpOptions,
  ) {
    this.base = url.replace(/\/+$/, '');
  }

  /** Submits a workflow, once for its key. */
  async submit(name: string, key: string, message: object): Promise<'new' | 'known'> {
    const { status } = await callJson<{ status: string }>(this.http, 'POST', `${this.at(name, key)}/run/send`, message, callTimeoutMs);
    return status === 'Accepted' ? 'new' : 'known';
  }

  call<Answer>(name: string, key: string, handler: string, body: object = {}, timeoutMs = callTimeoutMs): Promise<Answer> {
    return callJson<Answer>(this.http, 'POST', `${this.at(name, key)}/${handler}`, body, timeoutMs);
  }

  /** Whether a workflow was submitted under the key, be it that no worker has taken it up yet. */
  async isSubmitted(name: string, key: string): Promise<boolean> {
    const url = `${this.base}/restate/workflow/${encodeURIComponent(name)}/${encodeURIComponent(key)}/output`;
    const { status, text } = await sendJson(this.http, 'GET', url, undefined, callTimeoutMs);
    if (status === 404) return false;
    if (status === 470 || (status >= 200 && status <= 299)) return true;
    throw new RestateReplyError('the question for a workflow', status, text);
  }

  private at(name: string, key: string): string {
    return `${this.base}/${encodeURIComponent(name)}/${encodeURIComponent(key)}`;
  }
}

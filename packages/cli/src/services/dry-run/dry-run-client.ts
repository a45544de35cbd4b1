import type { Transport, WireReply, WireRequest } from '@occwo/core';
import { axiosTransport } from '@occwo/core/client';
import type { ClientOptions } from '@occwo/core/client';
import type { Credentials } from '../providers/provider.js';
import type { RequestRecorder } from './request-recorder.js';
import type { StandIn } from './stand-in.js';

export interface DryRunOptions {
  readonly marketplace: string;
  /** The stand-in that answers instead of the marketplace. */
  readonly sandboxUrl: string;
  /** The stand-in's credentials: the client uses them. */
  readonly credentials: Credentials;
  /** The seller's own, where they are known: ids among them are shown in place of the stand-in's. */
  readonly own: Credentials;
  readonly recorder: RequestRecorder;
  /** Exchanges what the sandbox cannot know. */
  readonly standIn: StandIn;
  /** Default: a connection to the stand-in. */
  readonly transport?: Transport;
}

/** What is no secret. All other headers are shown as `***`: a list of what to hide would one day be too short. */
const openHeaders = new Set(['accept', 'content-type', 'client-id', 'user-agent', 'x-market-integration']);
const operationMark = 'x-occwo-operation';
const effectMark = 'x-occwo-effect';

/** Client options under which nothing reaches the marketplace: each request is recorded with its real URL and answered by the stand-in. */
export function dryRunClient({ marketplace, sandboxUrl, credentials, own, recorder, standIn, transport = axiosTransport() }: DryRunOptions): ClientOptions {
  const ids = Object.entries(credentials).filter(([, value]) => /^\d+$/.test(value));
  // Whole numbers only: the stand-in's 1001001 must not be found inside the seller's 31001001.
  const ownIds = (text: string) => ids.reduce((shown, [option, value]) => shown.replaceAll(new RegExp(`(?<!\\d)${value}(?!\\d)`, 'g'), own[option] ?? `{${option}}`), text);
  return {
    retries: 0,
    onAttempt: (call) => {
      call.headers[operationMark] = call.operation.name;
      call.headers[effectMark] = call.operation.effect;
    },
    transport: async (request) => {
      const { [operationMark]: operation = '', [effectMark]: effect, ...headers } = request.headers;
      await recorder({
        marketplace, operation,
        effect: effect === 'read' ? 'read' : 'write',
        method: request.method,
        url: ownIds(request.url),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, openHeaders.has(name.toLowerCase()) ? ownIds(value) : '***'])),
        ...(request.body !== undefined && { body: bodyText(request.body) }),
      });
      const { pathname, search } = new URL(request.url);
      const adapted = standIn.adapt({ path: pathname, body: typeof request.body === 'string' ? JSON.parse(request.body) : undefined });
      const body = typeof request.body === 'string' ? JSON.stringify(adapted.body) : request.body;
      const reply = await transport({ ...request, headers, body, url: `${sandboxUrl}${adapted.path}${search}` });
      const directory = isEmpty(reply) ? standIn.directory(pathname) : undefined;
      return directory === undefined ? reply : { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(directory)) };
    },
  };
}

/** Whether the sandbox knows nothing of what it was asked about: a refusal, or a list without an entry. */
function isEmpty({ status, body }: WireReply): boolean {
  if (status >= 400) return true;
  const { result, data } = JSON.parse(Buffer.from(body).toString() || '{}') as { result?: unknown; data?: unknown };
  return [result, data].some((list) => Array.isArray(list) && list.length === 0);
}

function bodyText(body: NonNullable<WireRequest['body']>): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? `<${body.byteLength} bytes>` : `<form: ${[...body.keys()].join(', ')}>`;
}

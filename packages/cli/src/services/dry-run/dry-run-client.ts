import type { Transport, WireRequest } from '@occwo/core';
import { axiosTransport } from '@occwo/core/client';
import type { ClientOptions } from '@occwo/core/client';
import type { Credentials } from '../providers/provider.js';
import type { RequestRecorder } from './request-recorder.js';

export interface DryRunOptions {
  readonly marketplace: string;
  /** The stand-in that answers instead of the marketplace. */
  readonly sandboxUrl: string;
  /** The stand-in's credentials: the client uses them. */
  readonly credentials: Credentials;
  /** The seller's own, where they are known: ids among them are shown in place of the stand-in's. */
  readonly own: Credentials;
  readonly recorder: RequestRecorder;
  /** Default: a connection to the stand-in. */
  readonly transport?: Transport;
}

/** What is no secret. All other headers are shown as `***`: a list of what to hide would one day be too short. */
const openHeaders = new Set(['accept', 'content-type', 'client-id', 'user-agent', 'x-market-integration']);
const operationMark = 'x-occwo-operation';
const effectMark = 'x-occwo-effect';

/** Client options under which nothing reaches the marketplace: each request is recorded with its real URL and answered by the stand-in. */
export function dryRunClient({ marketplace, sandboxUrl, credentials, own, recorder, transport = axiosTransport() }: DryRunOptions): ClientOptions {
  const ownIds = (text: string) =>
    Object.entries(credentials).reduce((shown, [option, value]) => (/^\d+$/.test(value) ? shown.replaceAll(value, own[option] ?? `{${option}}`) : shown), text);
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
      return transport({ ...request, headers, url: `${sandboxUrl}${pathname}${search}` });
    },
  };
}

function bodyText(body: NonNullable<WireRequest['body']>): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? `<${body.byteLength} bytes>` : `<form: ${[...body.keys()].join(', ')}>`;
}

import type { IncomingMessage } from 'node:http';
import type { AxiosInstance } from 'axios';
import { NetworkError } from '../errors/local-errors.js';
import { watchSilence } from './watch-silence.js';
import type { Transport, WireRequest } from './transport.js';

/** Errors before the first byte left: whatever the operation, nothing can have happened. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT']);

export interface AxiosTransportOptions {
  /** Connections kept open per host. Default: 64. */
  readonly maxSockets?: number;
}

/** The default transport. axios, http and https are loaded at the first request: importing a client does not pay their 90 ms. */
export function axiosTransport({ maxSockets = 64 }: AxiosTransportOptions = {}): Transport {
  let instance: Promise<AxiosInstance> | undefined;
  const load = () =>
    (instance ??= Promise.all([import('axios'), import('node:http'), import('node:https')]).then(([{ default: axios }, http, https]) =>
      axios.create({
        httpAgent: new http.Agent({ keepAlive: true, maxSockets }),
        httpsAgent: new https.Agent({ keepAlive: true, maxSockets }),
        responseType: 'arraybuffer',
        transformRequest: [(data: unknown) => data],
        transformResponse: [(data: unknown) => data],
        validateStatus: () => true,
        // No marketplace redirects its API; without the wrapper for it a request is a fifth cheaper.
        maxRedirects: 0,
        maxBodyLength: Number.POSITIVE_INFINITY,
        maxContentLength: Number.POSITIVE_INFINITY,
      }),
    ));

  return async ({ method, url, headers, body, signal, timeoutMs, stream }) => {
    const axios = await load();
    const data = body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body;
    const common = { method, url, headers: { ...headers }, data, timeout: timeoutMs, ...(signal && { signal }) };
    try {
      if (stream) {
        const reply = await axios.request<IncomingMessage>({ ...common, ...asStream(headers) });
        return { status: reply.status, headers: flatHeaders(reply.headers), body: nothing, stream: watchSilence(reply.data, timeoutMs) };
      }
      const reply = await axios.request<Uint8Array>(common);
      return { status: reply.status, headers: flatHeaders(reply.headers), body: reply.data };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw networkError(error as { code?: string; message?: string });
    }
  };
}

const nothing = new Uint8Array();

/**
 * A file comes as its bytes are stored, so that its length can be checked and the rest of it asked for; axios would unpack it and
 * drop the header that says so.
 */
function asStream(headers: WireRequest['headers']) {
  return { responseType: 'stream', decompress: false, maxContentLength: -1, headers: { 'accept-encoding': 'identity', ...headers } } as const;
}

/** AxiosError never leaks: it carries the request, headers and key included. */
function networkError({ code, message }: { code?: string; message?: string }): NetworkError {
  const reason = code === 'ECONNABORTED' ? 'no answer in time' : `${code ?? message}`;
  return new NetworkError(`the connection failed: ${reason}`, { sent: !notSent.has(code ?? '') });
}

function flatHeaders(headers: object): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && value !== null) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return flat;
}

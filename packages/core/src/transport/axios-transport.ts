import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { AxiosInstance } from 'axios';
import { NetworkError } from '../errors/local-errors.js';
import type { Transport } from './transport.js';

/** Errors before the first byte left: whatever the operation, nothing can have happened. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT']);

export interface AxiosTransportOptions {
  /** Connections kept open per host. Default: 64. */
  readonly maxSockets?: number;
}

/** The default transport. axios is loaded at the first request: importing a client does not pay its 80 ms. */
export function axiosTransport({ maxSockets = 64 }: AxiosTransportOptions = {}): Transport {
  const httpAgent = new HttpAgent({ keepAlive: true, maxSockets });
  const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets });
  let instance: Promise<AxiosInstance> | undefined;
  const load = () =>
    (instance ??= import('axios').then(({ default: axios }) =>
      axios.create({
        httpAgent, httpsAgent,
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

  return async ({ method, url, headers, body, signal, timeoutMs }) => {
    const axios = await load();
    try {
      const reply = await axios.request<Uint8Array>({ method, url, headers: { ...headers }, data: body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body, timeout: timeoutMs, ...(signal && { signal }) });
      return { status: reply.status, headers: flatHeaders(reply.headers), body: reply.data };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw networkError(error as { code?: string; message?: string });
    }
  };
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

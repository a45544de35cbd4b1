import type { Transport, WireReply, WireRequest } from '../transport/transport.js';

/** An answer for {@link memoryTransport}: a body that is no text and no bytes goes out as JSON. */
export interface MemoryReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A transport without a network: `answer` sees each request and says what comes back, or throws. */
export interface MemoryTransport extends Transport {
  /** Everything that was sent, in order. */
  readonly requests: WireRequest[];
}

/**
 * Makes a transport for tests.
 *
 * @example
 * const transport = memoryTransport(() => ({ body: { result: [] } }));
 */
export function memoryTransport(answer: (request: WireRequest, number: number) => MemoryReply | Promise<MemoryReply>): MemoryTransport {
  const requests: WireRequest[] = [];
  const transport = async (request: WireRequest): Promise<WireReply> => {
    requests.push(request);
    const { status = 200, headers = {}, body } = await answer(request, requests.length);
    const json = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
    return {
      status,
      headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      body: body instanceof Uint8Array ? body : new TextEncoder().encode(json ? JSON.stringify(body) : ((body as string | undefined) ?? '')),
    };
  };
  return Object.assign(transport, { requests });
}

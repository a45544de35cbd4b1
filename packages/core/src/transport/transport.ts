/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until an attempt is given up. */
  readonly timeoutMs: number;
}

/** An answer as it came over the wire, whatever its status. Header names are in lower case. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends one request. Throws `NetworkError` when there is no answer; every status is an answer. */
export type Transport = (request: WireRequest) => Promise<WireReply>;

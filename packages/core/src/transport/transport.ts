import type { Readable } from 'node:stream';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until an attempt is given up. Where the body is streamed: until its head is there, and the longest silence after that. */
  readonly timeoutMs: number;
  /** The answer may be a large file: give its body as `stream`. A transport that cannot gives it whole in `body`. */
  readonly stream?: boolean | undefined;
}

/** An answer as it came over the wire, whatever its status. Header names are in lower case. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where `stream` is there. */
  readonly body: Uint8Array;
  /** The body as it arrives, still encoded as `content-encoding` says. It fails when the connection breaks before its end. */
  readonly stream?: Readable | undefined;
}

/** Sends one request. Throws `NetworkError` when there is no answer; every status is an answer. */
export type Transport = (request: WireRequest) => Promise<WireReply>;

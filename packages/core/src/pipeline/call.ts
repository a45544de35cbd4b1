import type { ParsedReply } from '../client/api-definition.js';
import type { CallOptions } from '../client/call-options.js';
import type { CallObserver } from '../client/instrumentation.js';
import type { Operation } from '../client/operation.js';

/** The parts of a request, before it is put on the wire. */
export interface CallParameters {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One call on its way through the stages. */
export interface Call {
  readonly operation: Operation;
  parameters: CallParameters;
  readonly options: CallOptions;
  /** On the monotonic clock. */
  readonly startedAt: number;
  readonly deadlineAt: number;
  /** Counts from 1; 0 before the first. */
  attempt: number;
  /** Headers of this attempt: hooks and authorisation put theirs in. */
  headers: Record<string, string>;
  /** The answer is wanted as a file: its body comes as a stream where it is one. */
  readonly file?: boolean;
  /** An absolute link out of an answer, fetched instead of the operation's path. No credential goes with it, and it may itself be one. */
  readonly link?: string;
  /** Set where the client has an `instrumentation`. */
  observer?: CallObserver;
}

/** Answers a call, or throws an OccwoError. */
export type Handler = (call: Call) => Promise<ParsedReply>;

/** Wraps a handler with one concern. */
export type Stage = (next: Handler) => Handler;

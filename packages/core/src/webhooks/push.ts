import type { Logger } from '../log/logger.js';
import type { Clock } from '../time/clock.js';
import type { DuplicateStore } from './duplicates.js';

/** A push as it arrived. */
export interface PushRequest {
  readonly body: string | Uint8Array;
  /** Who sent it: the address behind your own proxies. */
  readonly address?: string | undefined;
}

/** The answer that the marketplace wants, ready for the wire. */
export interface PushAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What to answer now, and the work that goes on behind the answer. */
export interface ReceivedPush {
  readonly answer: PushAnswer;
  /** Starts the work; call it when the answer is out. It never rejects. */
  readonly work: () => Promise<void>;
}

/** Takes pushes, framework-free. */
export type PushReceiver = (request: PushRequest) => Promise<ReceivedPush>;

/** Why a push is not taken. */
export type PushRefusal = 'foreign' | 'unreadable' | 'failed' | 'method' | 'path' | 'too-large';

/** What makes one marketplace's pushes different from another's. */
export interface PushVendor<Push> {
  readonly networks: readonly string[];
  /** For so long the marketplace may repeat a push, milliseconds. */
  readonly repeatsMs: number;
  read(body: string): { readonly push: Push } | { readonly problem: string };
  typeOf(push: Push): string;
  readonly ping: string;
  /** `at`: when the push came, milliseconds since 1970. */
  pong(at: number): PushAnswer;
  taken(at: number): PushAnswer;
  refused(status: number, refusal: PushRefusal, message: string): PushAnswer;
}

/** What every receiver takes. `Handlers`: work by type of push. */
export interface PushOptions<Push, Handlers> {
  /** Runs after the answer has gone out, by type. */
  readonly on?: Handlers;
  /** Runs after the answer, for every push that has no handler in `on`, also for types that are not known yet. */
  readonly onOther?: (push: Push) => void | Promise<void>;
  /** Runs before the answer: put the push where it cannot be lost (a table, a queue). If it throws, the marketplace sends it again. */
  readonly accept?: (push: Push) => void | Promise<void>;
  /** Told of what handlers throw: the answer is out by then, and the marketplace does not repeat. */
  readonly onError?: (error: unknown, push: Push) => void;
  /** Networks that pushes may come from; `false` checks nothing. Default: the marketplace's. */
  readonly networks?: readonly string[] | false;
  /** Default: in memory, for as long as the marketplace repeats. */
  readonly duplicates?: DuplicateStore;
  /** What a ping is told. Default: `occwo`. */
  readonly name?: string;
  /** What a ping is told. Default: `1`. */
  readonly version?: string;
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/** An answer in JSON. */
export function jsonAnswer(status: number, body: unknown): PushAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

import type { IncomingHttpHeaders } from 'node:http';
import type { Operation, OperationTable } from '../client/operation.js';
import type { SchemaLoaders } from '../client/schemas.js';
import type { ValidationIssue } from '../errors/local-errors.js';
import type { LimitTable } from '../limits/limit.js';
import type { Clock } from '../time/clock.js';
import type { Random } from '../time/random.js';

/** An answer of the sandbox. `body` goes out as JSON unless it is text or bytes. */
export interface SandboxReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request that passed credentials, limits and the official schema. */
export interface SandboxRequest {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON, or bytes. */
  readonly body: unknown;
  /** The seller account that `authenticate` found. */
  readonly account: string;
  /** The base URL under which the sandbox was called, for links to files in its answers. */
  readonly url: string;
}

/** What a handler may use beside the request. The clock is the sandbox's own, so tasks take time on it. */
export interface SandboxContext {
  readonly clock: Clock;
  readonly random: Random;
  /** Notes an effect in the sandbox's ledger: what really changed, for tests that compare it with a client's report. */
  effect(kind: string, key: string, value: unknown): void;
}

export type SandboxHandler = (request: SandboxRequest, context: SandboxContext) => SandboxReply | Promise<SandboxReply>;

/** Who calls: an account and the tier or token type that chooses its limits; or the refusal. */
export type Authentication = { readonly account: string; readonly tier?: string } | { readonly refusal: SandboxReply };

/** Where a bucket stands, for the marketplace's own headers. */
export interface SandboxLimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly retryAfterMs: number;
  /** Until the bucket is full again, milliseconds. */
  readonly resetMs: number;
}

/** What a marketplace's package says of its sandbox. */
export interface SandboxDefinition {
  readonly marketplace: string;
  /** Host keys; each is served under `/<key>` of the one server where there is more than one. */
  readonly hosts: readonly string[];
  readonly operations: OperationTable;
  readonly limits: LimitTable;
  readonly schemas: SchemaLoaders;
  authenticate(headers: IncomingHttpHeaders, operation: Operation): Authentication;
  /** By operation name. One that is missing answers from the official schema of its reply. */
  readonly handlers: Readonly<Record<string, SandboxHandler>>;
  /** The marketplace's way to say that a request breaks the schema. */
  invalidRequest(issues: readonly ValidationIssue[], operation: Operation): SandboxReply;
  /** The marketplace's way to say that a limit is exceeded, with its real status and headers. */
  limitReached(state: SandboxLimitState, operation: Operation): SandboxReply;
  /** Headers about limits on every other answer. */
  limitHeaders?(state: SandboxLimitState, operation: Operation): Readonly<Record<string, string>>;
  notFound(): SandboxReply;
  /** Files behind links that answers hold, by path. No key is asked for: the real ones lie on another host. */
  file?(path: string): SandboxReply | undefined;
}

/** What the sandbox does wrong on purpose. The share is of all answers, 0 to 1. */
export interface SandboxFault {
  readonly kind: 'reset-before' | 'reset-after' | 'stall' | 'truncate' | 'html-502' | 'status';
  readonly share: number;
  /** For `status`: which one. */
  readonly status?: number;
  readonly operations?: readonly string[];
}

export interface SandboxOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number;
  readonly clock?: Clock;
  /** Seeds the sandbox's ids and faults. Default: 1. */
  readonly seed?: number;
  /** How long an asynchronous task takes, milliseconds. Default: 300. */
  readonly taskMs?: number;
  /** Enforce the marketplace's limits. Default: true. */
  readonly limits?: boolean;
  readonly faults?: readonly SandboxFault[];
  /** Answers every operation from the schema of its reply, also those that keep state: for tests of a whole surface. */
  readonly stateless?: boolean;
  /** `false` takes every item unseen, as a dry run wants it. Default: true, items are refused for real reasons. */
  readonly refuse?: boolean;
}

/** One line of the ledger of effects. */
export interface SandboxEffect {
  readonly kind: string;
  readonly key: string;
  readonly value: unknown;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Base URL by host key, to hand to the client's `hosts`. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Everything that changed, in order. */
  readonly effects: readonly SandboxEffect[];
  /** Requests by operation name, refused ones under `<name>!<status>`. */
  readonly requests: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

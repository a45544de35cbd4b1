import type { LimitTable } from '../limits/limit.js';
import type { PagingTable } from '../paging/paging.js';
import type { WireReply } from '../transport/transport.js';
import type { ApiErrorCode } from '../errors/api-error.js';
import type { Operation, OperationTable } from './operation.js';
import type { SchemaLoaders } from './schemas.js';

/** A failure that a marketplace's package read out of an answer. */
export interface Failure {
  readonly code: ApiErrorCode;
  /** The marketplace's own text. */
  readonly message: string;
  readonly vendorCode?: string | undefined;
  readonly field?: string | undefined;
  readonly requestId?: string | undefined;
  readonly hint?: string | undefined;
  /** How long to wait before the same request may pass, milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** What an answer says about limits, beside the answer itself. */
export interface LimitFeedback {
  /** Units left in the bucket. */
  readonly remaining?: number;
  /** Nothing of this bucket passes for so long, milliseconds. */
  readonly retryAfterMs?: number;
  /** The size of the limit, where the answer tells it (Yandex: the only sign of the account's tier). */
  readonly limit?: number;
}

/** An answer with its body parsed: JSON as values, anything else as text or bytes. */
export interface ParsedReply extends WireReply {
  readonly value: unknown;
}

/** What makes one marketplace's API different from another's. Generated tables and a few hand-written functions. */
export interface ApiDefinition {
  /** `ozon`, `wildberries`, `yandex`; part of every error and log line. */
  readonly marketplace: string;
  /** Base URLs by host key. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly operations: OperationTable;
  readonly limits: LimitTable;
  readonly paging: PagingTable;
  readonly schemas: SchemaLoaders;
  /** Names the seller's account for limits, without a secret in it. */
  account(): string | Promise<string>;
  /** Headers that prove who calls. Throws `RefusedError` (code `credentials`) naming the option and the variable that miss. */
  authorize(operation: Operation): Promise<Readonly<Record<string, string>>>;
  /** Reads a failure out of an answer, whatever its status (a 200 may carry one); undefined when it is a success. */
  readFailure(reply: ParsedReply, operation: Operation): Failure | undefined;
  /** Reads what the headers say about limits. */
  readFeedback?(reply: WireReply, operation: Operation): LimitFeedback | undefined;
  /** The tier or token type that chooses among a limit's `tiers`. */
  tier?(): string | undefined | Promise<string | undefined>;
  /** How long answers may be kept where the client has a cache, milliseconds, by operation: dictionaries and the like. */
  readonly cacheable?: Readonly<Record<string, number>>;
  /** Path parameters that the client knows (`businessId`), used where a call does not give them. */
  readonly pathDefaults?: Readonly<Record<string, string | number | undefined>>;
}

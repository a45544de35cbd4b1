import type { ExternalIds } from '../marketplace/marketplace.js';

/** Why a marketplace (or our own check before sending) refused an item. */
export interface Reason {
  /** Stable code: the marketplace's own, or ours with the prefix `occwo.` (`occwo.mapping-missing`). */
  readonly code: string;
  /** In plain words, in the marketplace's language. */
  readonly message: string;
  /** The field that is wrong, if it is known. */
  readonly field?: string;
  /** What to do about it. */
  readonly hint?: string;
  /** It is not about the item itself (a limit, a credential, a card still in moderation): as it is, it may pass later. */
  readonly temporary?: boolean;
}

export interface AcceptedEvent {
  readonly type: 'accepted';
  readonly sku: string;
  readonly externalIds?: ExternalIds;
  /** The marketplace took it, but has something to say. */
  readonly warnings?: readonly Reason[];
  /** Nothing was sent in this run: by the ledger, the marketplace has exactly this already. */
  readonly unchanged?: true;
}

export interface RejectedEvent {
  readonly type: 'rejected';
  readonly sku: string;
  readonly reasons: readonly Reason[];
  /** Nothing was sent in this run: by the ledger, the marketplace refused exactly this before, with these reasons. */
  readonly unchanged?: true;
}

/** The item was sent and nobody can say what came of it (the answer was lost, the deadline passed). */
export interface UnknownEvent {
  readonly type: 'unknown';
  readonly sku: string;
  readonly reason: Reason;
  /** The marketplace says that it is still at work on it: it must not be sent again now. */
  readonly underWay?: true;
}

/** The marketplace works on these items by a task of its own, which can be asked for later by its number. */
export interface TaskEvent {
  readonly type: 'task';
  readonly task: string;
  readonly skus: readonly string[];
}

/** A chunk left for the marketplace. */
export interface ChunkEvent {
  readonly type: 'chunk';
  readonly number: number;
  readonly items: number;
}

/** The run waits: for a limit, a breaker or a job of the marketplace. */
export interface PausedEvent {
  readonly type: 'paused';
  readonly reason: string;
  readonly milliseconds: number;
}

/** Totals so far. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unknown: number;
}

export type OutcomeEvent = AcceptedEvent | RejectedEvent | UnknownEvent;
export type BulkEvent = OutcomeEvent | ChunkEvent | TaskEvent | PausedEvent | ProgressEvent;

export interface BulkOptions {
  /** Items a request. Default and ceiling: the operation's batch size. */
  readonly chunkSize?: number;
  /** Chunks under way at once. Default: 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Awaited with the items of each chunk before it is sent. If it throws, that chunk is not sent and the run ends with the error. */
  readonly beforeSend?: (items: readonly unknown[]) => Promise<void>;
}

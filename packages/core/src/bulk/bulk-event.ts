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
}

export interface AcceptedEvent {
  readonly type: 'accepted';
  readonly sku: string;
  readonly externalIds?: ExternalIds;
  /** The marketplace took it, but has something to say. */
  readonly warnings?: readonly Reason[];
}

export interface RejectedEvent {
  readonly type: 'rejected';
  readonly sku: string;
  readonly reasons: readonly Reason[];
}

/** The item was sent and nobody can say what came of it (the answer was lost, the deadline passed). */
export interface UnknownEvent {
  readonly type: 'unknown';
  readonly sku: string;
  readonly reason: Reason;
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
export type BulkEvent = OutcomeEvent | ChunkEvent | PausedEvent | ProgressEvent;

export interface BulkOptions {
  /** Items a request. Default and ceiling: the operation's batch size. */
  readonly chunkSize?: number;
  /** Chunks under way at once. Default: 4. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** Forwards or backwards. */
export type Direction = 'run' | 'undo';

/**
 * What a journal entry records.
 * `run`, `undo`: how an attempt ended, or that a wait began; `intent`: a `once` step is about to run; `takeover`: the worker before died;
 * `signal`, `cancel`: from outside; `deadline`: time is up; `retry`, `skip`, `resolve`: an operator's act;
 * `migrate`: from here on the journal in its result counts instead of what stands before.
 */
export type EntryKind = Direction | 'intent' | 'takeover' | 'signal' | 'cancel' | 'deadline' | 'retry' | 'skip' | 'resolve' | 'migrate';

/**
 * `ok`, `refused`, `unknown` (run) and `failed` (undo) are final; `retry`: this attempt failed, the next is due `delayMs` later;
 * `begun`: a wait, sleep, child or command began, its time is up `delayMs` later. For `retry` and `skip` entries: the direction they mean.
 */
export type Outcome = 'ok' | 'refused' | 'unknown' | 'failed' | 'retry' | 'begun' | Direction;

/** What is written. */
export interface NewEntry {
  readonly step: string;
  readonly kind: EntryKind;
  readonly outcome?: Outcome | undefined;
  /** Any JSON value. */
  readonly result?: unknown;
  /** Why it failed, with secrets removed. */
  readonly error?: string | undefined;
  readonly attempt?: number | undefined;
  readonly delayMs?: number | undefined;
  /** Makes an entry from outside unique within its saga: the same token is taken once. */
  readonly token?: string | undefined;
  /** Who did it, and why: for cancel, retry, skip and resolve. */
  readonly actor?: string | undefined;
  readonly reason?: string | undefined;
}

/** What is read: one line of a saga's journal. Times are the database's, in milliseconds since 1970. */
export interface Entry extends NewEntry {
  readonly seq: number;
  readonly epoch: number;
  readonly worker?: string | undefined;
  readonly at: number;
}

/** What a `migrate` entry keeps: the journal as it counts from there on. */
export interface Migrated {
  readonly from: { readonly version: number; readonly fingerprint: string };
  readonly journal: readonly Entry[];
}

/** Where the next entry goes. Not the count: a journal that a failed-over database has lost an entry of goes on behind the hole. */
export const nextSeq = (journal: readonly Entry[]): number => (journal.at(-1)?.seq ?? 0) + 1;

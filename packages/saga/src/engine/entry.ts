/** Forwards or backwards. */
export type Direction = 'run' | 'undo';

/**
 * What a journal entry records.
 * `run`, `undo`: how an attempt ended, or that a wait began; `intent`: a `once` step is about to run; `takeover`: the worker before died;
 * `signal`, `cancel`: from outside; `deadline`: time is up; `retry`, `skip`, `resolve`: an operator's act.
 */
export type EntryKind = Direction | 'intent' | 'takeover' | 'signal' | 'cancel' | 'deadline' | 'retry' | 'skip' | 'resolve';

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

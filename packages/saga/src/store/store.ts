import type { Queryable } from '../database/database.js';
import type { Entry, NewEntry } from '../engine/entry.js';

/** `running` includes waiting and going back; `stuck` waits for a person. */
export type SagaStatus = 'running' | SagaEnd | 'stuck';
export type SagaEnd = 'completed' | 'compensated';

/** The row of one saga. Times are the database's, milliseconds since 1970. */
export interface SagaRow {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly key: string;
  readonly input: unknown;
  readonly inputHash: string;
  readonly status: SagaStatus;
  readonly owner: string | undefined;
  /** The fence: one more at every claim. */
  readonly epoch: number;
  readonly parent: number | undefined;
  /** How often something came from outside. */
  readonly pokes: number;
  readonly deadline: number | undefined;
  readonly created: number;
  readonly ended: number | undefined;
}

/** A saga with its journal, as its owner holds it. */
export interface Loaded {
  readonly row: SagaRow;
  readonly journal: Entry[];
}

export interface Claimed extends Loaded {
  /** The worker before died: what it was doing may have happened. */
  readonly interrupted: boolean;
}

export interface NewSaga {
  readonly name: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly key: string;
  readonly input: unknown;
  readonly inputHash: string;
  readonly deadlineMs?: number | undefined;
  readonly parent?: number | undefined;
  /** The worker that drives it from the start; without one the next free worker claims it. */
  readonly owner?: string | undefined;
}

/** Compares with sagas of the same name started within the last `withinMs` milliseconds under another key. */
export interface Similarity {
  readonly token: string;
  readonly withinMs: number;
}

export type StartAnswer =
  | { readonly is: 'new'; readonly row: SagaRow }
  /** The key is taken, by the same or another input, or a similar saga was found. */
  | { readonly is: 'same' | 'other' | 'similar'; readonly row: SagaRow };

/** A message for the outbox. */
export interface Message {
  readonly id: string;
  readonly topic: string;
  /** Order is kept among messages of one key. */
  readonly key: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The owner's write: one entry at `seq`, taken only if the epoch still is the owner's and nobody else wrote `seq`. */
export interface Append {
  readonly saga: number;
  readonly seq: number;
  readonly epoch: number;
  readonly worker: string;
  readonly entry: NewEntry;
  readonly messages?: readonly Message[] | undefined;
  /** A child saga to start in the same write. */
  readonly child?: NewSaga | undefined;
  /** The saga ends with this entry: it is released in the same write, unless something came from outside that its owner has not seen. */
  readonly end?: { readonly status: SagaEnd; readonly pokes: number } | undefined;
  /** With a `migrate` entry: the saga runs by this definition from here on. */
  readonly becomes?: { readonly version: number; readonly fingerprint: string; readonly input: unknown };
}

/** The entry's time, and whether the saga was released with it; or that another entry, or another owner, was first. */
export type AppendAnswer = { readonly at: number; readonly ended?: boolean } | 'refused';

/** The owner lets go: at the end, stuck, or until something is due. Refused if entries came from outside that it has not seen. */
export interface Release {
  readonly saga: number;
  readonly epoch: number;
  readonly status: SagaStatus;
  /** `pokes` as the owner has read it, before the journal. */
  readonly pokes: number;
  /** Milliseconds until a worker shall look again; undefined: only when something arrives. */
  readonly delayMs?: number | undefined;
  /** The parent to wake when this ends. */
  readonly parent?: number | undefined;
}

/** An entry from outside. */
export interface Note {
  readonly saga: number;
  readonly entry: NewEntry;
  /** Looks at the saga under lock and throws to refuse; what it returns replaces the entry. */
  readonly check?: (loaded: Loaded) => NewEntry | void;
  /** Sets the saga running again: an operator's act on a stuck one, a parent's on a child that is done. Asked under the lock. */
  readonly reopen?: (loaded: Loaded) => boolean;
}

export interface Registration {
  readonly name: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly shape: readonly string[];
}

export interface Listing {
  readonly name?: string | undefined;
  readonly status?: SagaStatus | undefined;
  readonly key?: string | undefined;
  /** Only ids below this one: hand in the last id of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface StatsLine {
  readonly name: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly status: SagaStatus;
  readonly count: number;
  /** Age in milliseconds of the oldest. */
  readonly oldestMs: number;
  /** Running, due, and owned by nobody. */
  readonly waiting: number;
}

/** Word to other processes that there is something to do. Only a help: whoever misses it looks by itself a little later. */
export interface News {
  announce(): void;
  /** Calls back at any word; the answer ends it. */
  listen(onNews: () => void): Promise<() => void>;
}

/**
 * The seam between runner and database. Every method is one commit, or part of a batch's commit; concurrent calls are batched inside.
 * A rejected promise means "not known whether it was written": the caller reads again.
 */
export interface Store {
  /**
   * How often a connection was lost. Behind the new one may be a replica that has taken over without the last commits: what was read
   * before is read again before more is written, so that no journal gets a hole. Absent where that cannot be.
   */
  readonly breaks?: number;
  /** The shape on record under a fingerprint: what a process without that definition can know of it. */
  shapeOf(fingerprint: string): Promise<readonly string[] | undefined>;
  /** Remembers a definition's shape. Gives the shape on record if sagas of the same version run with another one. */
  register(definition: Registration): Promise<readonly string[] | undefined>;
  /** The one unique index on (name, key) decides. With `on`, it happens in that transaction. */
  start(saga: NewSaga, options?: { on?: Queryable; similar?: Similarity }): Promise<StartAnswer>;
  /** Extends the lease of a worker; gives the database's time. False if the lease was lost meanwhile. */
  beat(worker: string, leaseMs: number): Promise<{ now: number; alive: boolean }>;
  /** Ends a worker's lease and gives back what it owns: `interrupted` sagas may have been in the middle of a call. */
  leave(worker: string): Promise<void>;
  /** Frees the sagas of dead workers, then takes up to `limit` that are due and known. */
  claim(worker: string, fingerprints: readonly string[], limit: number): Promise<Claimed[]>;
  append(write: Append): Promise<AppendAnswer>;
  /** For `delivery: 'tx'`: what `work` does is committed together, or not at all. */
  transaction<Result>(work: (on: Queryable) => Promise<Result>): Promise<Result>;
  appendIn(on: Queryable, write: Append): Promise<{ at: number } | 'refused'>;
  release(write: Release): Promise<boolean>;
  note(note: Note): Promise<Loaded | undefined>;
  /** Ids of the worker's sagas that got entries from outside; their mark is cleared. */
  poked(worker: string): Promise<number[]>;
  /** With `on`, in that transaction. */
  load(saga: number, on?: Queryable): Promise<Loaded | undefined>;
  /** Ids of all that the worker owns. */
  owned(worker: string): Promise<number[]>;
  find(name: string, key: string): Promise<Loaded | undefined>;
  list(listing: Listing): Promise<SagaRow[]>;
  stats(): Promise<StatsLine[]>;
  /**
   * Deletes up to `limit` sagas that ended more than `ageMs` ago, after `archive` has taken them: if it fails nothing is deleted,
   * and what has changed since it was archived stays for the next time. Gives the number deleted.
   */
  prune(ageMs: number, limit: number, archive?: (sagas: Loaded[]) => Promise<void>): Promise<number>;
  /** Where replies to commands of this database's sagas go, the same for all its processes. */
  replyTopic(): Promise<string>;
  /** Absent where there are no other processes, or no way to tell them. */
  readonly news?: News;
  /** Gives the store's connections back; the database stays open. */
  close(): Promise<void>;
}

import type { Migration } from './migration.js';
import type { Backoff } from './options.js';

/** Before the pivot a saga can still go back; behind it, only forward. */
export type Phase = 'before' | 'pivot' | 'after';
export type StepKind = 'call' | 'wait' | 'sleep' | 'child' | 'command';
export type Delivery = 'at-least-once' | 'probe' | 'once' | 'tx';

/** A function of the user, its types erased: the chain has checked them. */
export type UserCall = (context: never) => unknown;

/** One step with every default filled in. */
export interface Step {
  readonly name: string;
  readonly kind: StepKind;
  readonly phase: Phase;
  readonly run: UserCall | undefined;
  readonly undo: UserCall | undefined;
  /** Whether going back has anything to do here. A child without an `undo` of its own is cancelled or compensated. */
  readonly undoes: boolean;
  readonly probe: UserCall | undefined;
  readonly isRefusal: (error: unknown) => boolean;
  readonly delivery: Delivery;
  readonly attempts: number;
  readonly backoff: Required<Backoff>;
  readonly undoAttempts: number;
  readonly undoBackoff: Required<Backoff>;
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** `wait` and `command`: what becomes of a payload. */
  readonly parse: ((payload: unknown) => unknown) | undefined;
  readonly onTimeout: 'refuse' | 'continue';
  /** `sleep`: how long; `child` and `command`: what is handed over. */
  readonly input: UserCall | undefined;
  readonly topic: string | undefined;
  readonly child: Definition | undefined;
}

/** One place in the order: a single step, or a group whose members run at the same time. */
export interface Place {
  readonly phase: Phase;
  readonly steps: readonly Step[];
}

/**
 * A saga as data. Made by `saga(...)`, run by `createSagas`.
 * The three type parameters are what the chain has collected: the input, the results by step, and whether there is a pivot.
 */
export interface Definition<Input = unknown, Results = unknown, Pivot extends boolean = boolean> {
  readonly name: string;
  readonly version: number;
  readonly places: readonly Place[];
  readonly steps: ReadonlyMap<string, Step>;
  /** Milliseconds from the start. Before the pivot it cancels, behind it the saga is stuck. */
  readonly deadlineMs: number | undefined;
  /** One line a place: names, kinds and order. What a running saga depends on. */
  readonly shape: readonly string[];
  /** Hash of name, version and shape. */
  readonly fingerprint: string;
  /** Older definitions whose sagas may go on by this one. */
  readonly migrations?: readonly Migration[];
  /** Only for the compiler. */
  readonly types?: { readonly input: Input; readonly results: Results; readonly pivot: Pivot };
}

export type InputOf<Saga> = Saga extends Definition<infer Input, unknown> ? Input : never;
export type ResultsOf<Saga> = Saga extends Definition<unknown, infer Results> ? Results : never;

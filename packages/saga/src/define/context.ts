import type { Logger } from '@occwo/core';
import type { Queryable } from '../database/database.js';

/** What a value looks like once it has been written to the journal as JSON and read back. */
export type Stored<Value> = Value extends { toJSON(): infer Json }
  ? Stored<Json>
  : Value extends string | number | boolean | null | undefined
    ? Value
    : Value extends bigint | symbol | ((...parameters: never[]) => unknown)
      ? never
      : Value extends readonly unknown[]
        ? { [Index in keyof Value]: Stored<Value[Index]> }
        : Value extends object
          ? { [Key in keyof Value]: Stored<Value[Key]> }
          : Value;

/** How a message of `emit` is sent. */
export interface EmitOptions {
  /** Messages with the same key leave in the order in which they were emitted. Default: the saga's key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a step's `run` is given. Everything in it is equal on every attempt and every worker, but `fence`, `attempt` and `signal`. */
export interface RunContext<Input, Results> {
  readonly input: Input;
  /** What the earlier steps gave, by name, as read back from the journal. */
  readonly results: Results;
  /** The idempotency key to hand to the participant: `saga/sagaKey/step/run` (or `/undo`). */
  readonly key: string;
  /** The key that the saga was started with. */
  readonly sagaKey: string;
  /** Grows by one whenever another worker takes the saga over: a participant refuses a call with a smaller one than it has seen. */
  readonly fence: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborts at the step's timeout, when the saga is cancelled, and when this worker has lost its lease. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Puts a message into the outbox in the same write as this step's outcome; it is sent only if the step ends well. */
  emit(topic: string, body: unknown, options?: EmitOptions): void;
}

/** What `undo` is given. `result` is undefined when the outcome of `run` is unknown: then undo means "make sure it is not there". */
export interface UndoContext<Input, Results, Output> extends RunContext<Input, Results> {
  readonly result: Stored<Output> | undefined;
}

/** With `delivery: 'tx'`: queries on `tx` are committed together with the journal entry, or not at all. */
export interface WithTransaction {
  readonly tx: Queryable;
}

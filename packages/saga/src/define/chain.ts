import type { RunContext, Stored } from './context.js';
import type { Definition, ResultsOf } from './definition.js';
import type { Migratable } from './migration.js';
import type { ChildOptions, CommandOptions, FinalChildOptions, RunOptions, StepOptions, WaitOptions } from './options.js';

/** Refuses a name that an earlier step has. */
type Fresh<Name extends string, Results> = Name extends keyof Results ? never : Name;
type With<Results, Name extends string, Output> = Results & { readonly [Key in Name]: Stored<Output> };
type WithAll<Results, Outputs> = Results & { readonly [Key in keyof Outputs]: Stored<Outputs[Key]> };
type Awaited<Payload, Options> = Options extends { onTimeout: 'continue' } ? Payload | undefined : Payload;

/** A saga that can still go back: every step says how it is undone. */
export interface BeforePivot<Input, Results> extends Migratable<Input, Results, false> {
  /** Adds a step. `undo`, or the words 'nothing to undo', is required. */
  step<Name extends string, Output>(
    name: Fresh<Name, Results>,
    options: StepOptions<Input, Results, Output>,
  ): BeforePivot<Input, With<Results, Name, Output>>;
  /** Adds steps that run at the same time. When one fails the others are told to stop, and all are undone as one place. */
  parallel<Outputs extends Record<string, unknown>>(members: {
    readonly [Name in keyof Outputs]: StepOptions<Input, Results, Outputs[Name]>;
  }): BeforePivot<Input, WithAll<Results, Outputs>>;
  /** Waits for `sagas.signal(definition, key, name, payload)`. A signal that came early counts. */
  wait<Name extends string, Payload = unknown, const Options extends WaitOptions<Payload> = WaitOptions<Payload>>(
    name: Fresh<Name, Results>,
    options?: Options & WaitOptions<Payload>,
  ): BeforePivot<Input, With<Results, Name, Awaited<Payload, Options>>>;
  /** Waits the given milliseconds, across restarts. */
  sleep<Name extends string>(
    name: Fresh<Name, Results>,
    milliseconds: number | ((context: RunContext<Input, Results>) => number),
  ): BeforePivot<Input, With<Results, Name, null>>;
  /** Starts another saga under the key `sagaKey/name` and waits for its end, holding no worker. */
  child<Name extends string, Saga extends Definition<unknown, unknown, false>>(
    name: Fresh<Name, Results>,
    options: ChildOptions<Input, Results, Saga>,
  ): BeforePivot<Input, With<Results, Name, ResultsOf<Saga>>>;
  /** A child that has a pivot cannot be taken back by itself: the parent says how. */
  child<Name extends string, Saga extends Definition>(
    name: Fresh<Name, Results>,
    options: FinalChildOptions<Input, Results, Saga>,
  ): BeforePivot<Input, With<Results, Name, ResultsOf<Saga>>>;
  /** Sends a command to another service and waits for its reply. */
  command<Name extends string, Output>(
    name: Fresh<Name, Results>,
    options: CommandOptions<Input, Results, Output>,
  ): BeforePivot<Input, With<Results, Name, Output>>;
  /** The point of no return: once it is done, the saga only goes forward. If its outcome is unknown the saga is stuck. */
  pivot<Name extends string, Output>(
    name: Fresh<Name, Results>,
    options: RunOptions<Input, Results, Output>,
  ): BehindPivot<Input, With<Results, Name, Output>>;
}

/** A saga past its pivot: steps have no undo and are repeated until they succeed. */
export interface BehindPivot<Input, Results> extends Migratable<Input, Results, true> {
  /** Adds a step that must succeed in the end: it is retried, then the saga is stuck. */
  then<Name extends string, Output>(
    name: Fresh<Name, Results>,
    options: RunOptions<Input, Results, Output>,
  ): BehindPivot<Input, With<Results, Name, Output>>;
  parallel<Outputs extends Record<string, unknown>>(members: {
    readonly [Name in keyof Outputs]: RunOptions<Input, Results, Outputs[Name]>;
  }): BehindPivot<Input, WithAll<Results, Outputs>>;
  wait<Name extends string, Payload = unknown, const Options extends WaitOptions<Payload> = WaitOptions<Payload>>(
    name: Fresh<Name, Results>,
    options?: Options & WaitOptions<Payload>,
  ): BehindPivot<Input, With<Results, Name, Awaited<Payload, Options>>>;
  sleep<Name extends string>(
    name: Fresh<Name, Results>,
    milliseconds: number | ((context: RunContext<Input, Results>) => number),
  ): BehindPivot<Input, With<Results, Name, null>>;
}

import type { RunContext, UndoContext, WithTransaction } from './context.js';
import type { InputOf, ResultsOf } from './definition.js';

/** Pauses between attempts: `firstMs`, then `factor` times longer each, never over `maximumMs`, each varied by ± `jitter` (0 to 1). */
export interface Backoff {
  readonly firstMs?: number;
  readonly factor?: number;
  readonly maximumMs?: number;
  readonly jitter?: number;
}

export interface StepLimits {
  /** How often `run` is tried before its outcome counts as unknown. Default 3; behind the pivot 50, or without end if the saga has a deadline. */
  readonly attempts?: number;
  /** Default: 200 ms, doubling, up to a minute, jitter 0.2. */
  readonly backoff?: Backoff;
  /** One attempt's time in milliseconds; then its signal aborts and its outcome is open. Default 30 000. */
  readonly timeoutMs?: number;
  /** At most so many calls of this step at once in this process, over all sagas. Default: no limit. */
  readonly concurrency?: number;
}

export interface UndoLimits {
  /** Default 10; then the saga is stuck and waits for a person. */
  readonly undoAttempts?: number;
  /** Default: 1 s, tripling, up to an hour, jitter 0.2. */
  readonly undoBackoff?: Backoff;
}

interface Calls<Context, Output> {
  readonly run: (context: Context) => Promise<Output> | Output;
  /** Says which errors prove that nothing happened and nothing will: they count as `Refused`. Default: none but `Refused` itself. */
  readonly isRefusal?: (error: unknown) => boolean;
}

/** `at-least-once`: a repeat is made with the same key, and the participant drops the duplicate. */
interface AtLeastOnce<Input, Results, Output> extends Calls<RunContext<Input, Results>, Output> {
  readonly delivery?: 'at-least-once';
}
/** `probe`: before any repeat a lookup is asked whether it already happened. For participants that take no idempotency key. */
interface Probed<Input, Results, Output> extends Calls<RunContext<Input, Results>, Output> {
  readonly delivery: 'probe';
  /**
   * Gives `{ result }` if it happened, undefined if it did not. An error of the probe is an error of the attempt.
   * What `run` emits, the probe has to emit too when it finds that it happened.
   */
  readonly probe: (context: RunContext<Input, Results>) => Promise<{ readonly result: Output } | undefined>;
}
/** `once`: an intent is written first; after a crash or an error the outcome is unknown, and `run` is never repeated. */
interface Once<Input, Results, Output> extends Calls<RunContext<Input, Results>, Output> {
  readonly delivery: 'once';
}
/** `tx`: `run` writes to the saga's own database in the transaction of the journal entry: exactly once. */
interface InTransaction<Input, Results, Output> extends Calls<RunContext<Input, Results> & WithTransaction, Output> {
  readonly delivery: 'tx';
}

export type RunOptions<Input, Results, Output> = StepLimits &
  (
    | AtLeastOnce<Input, Results, Output>
    | Probed<Input, Results, Output>
    | Once<Input, Results, Output>
    | InTransaction<Input, Results, Output>
  );

type Undo<Context> = ((context: Context) => Promise<void> | void) | 'nothing to undo';

type UndoIn<Input, Results, Output, Extra = unknown> = UndoLimits & {
  /** How to take the step back, or the plain statement that there is nothing to take back. */
  readonly undo: Undo<UndoContext<Input, Results, Output> & Extra>;
};

/** A step before the pivot: `run` and `undo`, and how to deliver them. */
export type StepOptions<Input, Results, Output> = StepLimits &
  (
    | (AtLeastOnce<Input, Results, Output> & UndoIn<Input, Results, Output>)
    | (Probed<Input, Results, Output> & UndoIn<Input, Results, Output>)
    | (Once<Input, Results, Output> & UndoIn<Input, Results, Output>)
    | (InTransaction<Input, Results, Output> & UndoIn<Input, Results, Output, WithTransaction>)
  );

export interface WaitOptions<Payload> {
  /** Milliseconds from the moment the saga arrives here. Default: without end. */
  readonly timeoutMs?: number;
  /** `refuse` (default): earlier steps are undone, behind the pivot the saga is stuck. `continue`: go on without a payload. */
  readonly onTimeout?: 'refuse' | 'continue';
  /** Checks a signal's payload and gives it its type; an error counts as a refusal. */
  readonly parse?: (payload: unknown) => Payload;
}

/** A step that another service does: a command goes out by the outbox, the reply comes back as a signal. */
export interface CommandOptions<Input, Results, Output> extends UndoLimits {
  readonly topic: string;
  readonly body: (context: RunContext<Input, Results>) => unknown;
  /** Milliseconds until the outcome counts as unknown; a later reply is kept in the journal and changes nothing. Default 60 000. */
  readonly timeoutMs?: number;
  /** Checks the reply and gives it its type; an error leaves the outcome unknown. */
  readonly parse: (reply: unknown) => Output;
  readonly undo: Undo<UndoContext<Input, Results, Output>>;
}

interface Child<Input, Results, Saga> extends UndoLimits {
  readonly saga: Saga;
  /** What the child is started with. */
  readonly input: (context: RunContext<Input, Results>) => InputOf<Saga>;
}

/** When the parent goes back, the child is cancelled, or compensated if it is done already; `undo` replaces that. */
export interface ChildOptions<Input, Results, Saga> extends Child<Input, Results, Saga> {
  readonly undo?: Undo<UndoContext<Input, Results, ResultsOf<Saga>>>;
}

export interface FinalChildOptions<Input, Results, Saga> extends Child<Input, Results, Saga> {
  readonly undo: Undo<UndoContext<Input, Results, ResultsOf<Saga>>>;
}

import type { Step, UserCall } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import type { Action } from '../engine/next.js';
import { mayHaveBegun, viewOfStep } from '../engine/view.js';
import { Context } from './context.js';
import { errorText } from './error-text.js';
import { Fenced } from './errors.js';
import type { Held, Writing } from './hand.js';
import { throughJson } from './json.js';
import { pauseAfter } from './pause.js';
import type { Runtime } from './runtime.js';

/** The call gave something that no journal can keep: repeating it would give the same. */
class Unstorable extends Error {}

/** What an attempt needs of the runner. */
export interface AttemptRuntime extends Pick<Runtime, 'clock' | 'random' | 'log' | 'slots' | 'emit' | 'instrumentation'> {
  readonly point: (name: 'call:before' | 'call:after', detail?: string) => void;
}

/** One attempt under way. Its end is a `Writing`: what is to be written about it. */
export class Flight {
  private controller: AbortController | undefined;
  private stopped: Error | undefined;
  private settling = false;
  private begun = false;

  constructor(
    protected readonly runtime: AttemptRuntime,
    protected readonly hand: Held,
    readonly action: Action,
  ) {}

  /** The saga goes back: this attempt is asked to stop, and is the last. */
  settle(): void {
    this.settling = true;
    this.abandon(new Error('The saga was cancelled, or a step beside this one failed'));
  }

  /** Aborts the signal that the call was given, or would be. */
  abandon(reason: Error): void {
    this.stopped ??= reason;
    this.controller?.abort(this.stopped);
  }

  /** Made when it is first asked for: few steps do. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.stopped) this.controller.abort(this.stopped);
    }
    return this.controller.signal;
  }

  fly(): Promise<Writing> {
    return this.runtime.emit ? this.watched() : this.tryOnce();
  }

  /** Tells whoever listens of the attempt: instruments of its beginning too. */
  private async watched(): Promise<Writing> {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const startedAt = runtime.clock.monotonic();
    const { name: saga, version, key, epoch: fence } = hand.row;
    const watch = runtime.instrumentation?.startAttempt({ saga, version, key, step: step.name, direction, attempt, fence });
    let writing: Writing;
    try {
      writing = await (watch ? watch.run(() => this.tryOnce()) : this.tryOnce());
    } catch (error) {
      // Fenced: nothing is written of it.
      watch?.end({ outcome: undefined });
      throw error;
    }
    const { outcome = 'ok', error } = writing.entry;
    watch?.end({ outcome });
    const durationMs = runtime.clock.monotonic() - startedAt;
    runtime.emit?.({ type: 'attempt', saga, key, step: step.name, direction, attempt, outcome, durationMs, error });
    return writing;
  }

  private async tryOnce(): Promise<Writing> {
    try {
      return await (this.action.step.concurrency === Infinity ? this.begin() : this.inTurn());
    } catch (error) {
      if (error instanceof Fenced) throw error;
      return { entry: this.failure(error) };
    }
  }

  private async inTurn(): Promise<Writing> {
    const { runtime, hand, action: { step } } = this;
    const free = await runtime.slots.take(`${hand.definition.fingerprint}/${step.name}`, step.concurrency, this.signal);
    try {
      return await this.begin();
    } finally {
      free();
    }
  }

  private begin(): Promise<Writing> {
    const { runtime, hand, action: { step, direction } } = this;
    if (!hand.tenure.holds()) throw new Fenced('the lease is over');
    this.begun = true;
    runtime.point('call:before', `${direction}:${step.name}`);
    return this.perform();
  }

  protected async perform(): Promise<Writing> {
    const context = this.context();
    const entry = this.success(await this.call(context));
    return context.messages.length > 0 ? { entry, messages: context.messages } : { entry };
  }

  protected context(): Context {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const context = new Context(hand, step, direction, attempt, this, runtime.log);
    return direction === 'undo' ? Object.assign(context, { result: viewOfStep(hand.view, step.name).result }) : context;
  }

  /** Calls the user's function, within the step's time. */
  protected call(context: Context): Promise<unknown> {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const given = context as never;
    const isAsked = direction === 'run' && step.probe && (attempt > 1 || viewOfStep(hand.view, step.name).doubtful);
    return limited(runtime, step.timeoutMs, this, isAsked ? () => probed(step, given) : () => ((direction === 'undo' ? step.undo : step.run) as UserCall)(given));
  }

  protected success(result: unknown): NewEntry {
    const { runtime, action: { step, direction, attempt } } = this;
    runtime.point('call:after', `${direction}:${step.name}`);
    const noted = attempt === 1 ? undefined : attempt;
    if (direction === 'undo') return { step: step.name, kind: direction, outcome: 'ok', attempt: noted };
    return { step: step.name, kind: direction, outcome: 'ok', attempt: noted, result: storable(result, step.name) };
  }

  private failure(error: unknown): NewEntry {
    const { runtime: { random }, action: { step, direction, attempt } } = this;
    const entry = { step: step.name, kind: direction, error: errorText(error), attempt: attempt === 1 ? undefined : attempt };
    if (direction === 'undo') {
      if (attempt >= step.undoAttempts) return { ...entry, outcome: 'failed' };
      return { ...entry, outcome: 'retry', delayMs: pauseAfter(attempt, step.undoBackoff, random) };
    }
    if (step.isRefusal(error)) return { ...entry, outcome: 'refused' };
    if (!this.begun && !mayHaveBegun(viewOfStep(this.hand.view, step.name))) return { ...entry, outcome: 'refused' };
    if (error instanceof Unstorable) return { ...entry, outcome: 'unknown' };
    // What was rolled back did not happen; a commit whose answer was lost is in the journal already, and that entry counts.
    if (this.settling || attempt >= step.attempts) return { ...entry, outcome: step.delivery === 'tx' ? 'refused' : 'unknown' };
    return { ...entry, outcome: 'retry', delayMs: pauseAfter(attempt, step.backoff, random) };
  }
}

function storable(result: unknown, step: string): unknown {
  try {
    return throughJson(result, `The result of step "${step}"`);
  } catch (error) {
    throw new Unstorable(errorText(error));
  }
}

/** Asks whether an earlier attempt got through, and repeats it only if not. */
async function probed(step: Step, context: never): Promise<unknown> {
  const found = (await step.probe?.(context)) as { result: unknown } | undefined;
  return found ? found.result : (step.run as UserCall)(context);
}

/** Runs `work`; after `milliseconds` its signal aborts, and what it does later no longer counts. */
function limited(runtime: AttemptRuntime, milliseconds: number, flight: Flight, work: () => unknown): Promise<unknown> {
  if (milliseconds === Infinity) return new Promise((resolve) => resolve(work()));
  return new Promise((resolve, reject) => {
    const cancel = runtime.clock.schedule(() => {
      const error = new Error(`No answer within ${milliseconds} ms`);
      flight.abandon(error);
      reject(error);
    }, milliseconds, { unref: true });
    const fail = (error: unknown) => {
      cancel();
      reject(error);
    };
    const done = (result: unknown) => {
      cancel();
      resolve(result);
    };
    try {
      Promise.resolve(work()).then(done, fail);
    } catch (error) {
      fail(error);
    }
  });
}

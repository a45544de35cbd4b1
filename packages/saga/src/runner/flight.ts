import type { UserCall } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import type { Action } from '../engine/next.js';
import { mayHaveBegun, viewOfStep } from '../engine/view.js';
import { Context } from './context.js';
import { errorText } from './error-text.js';
import { Fenced } from './errors.js';
import { pointDetail } from './hand.js';
import type { Hand, Writing } from './hand.js';
import { throughJson } from './json.js';
import { pauseAfter } from './pause.js';
import type { Runtime } from './runtime.js';

/** The call gave something that no journal can keep: repeating it would give the same. */
class Unstorable extends Error {}

/** One attempt under way. Its end is a `Writing`: what is to be written about it. */
export class Flight {
  private controller: AbortController | undefined;
  private stopped: Error | undefined;
  private settling = false;
  private begun = false;

  constructor(
    private readonly runtime: Runtime,
    private readonly hand: Hand,
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

  private readonly control = (): AbortController => {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.stopped) this.controller.abort(this.stopped);
    }
    return this.controller;
  };

  async fly(): Promise<Writing> {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const startedAt = runtime.clock.monotonic();
    let writing: Writing;
    try {
      writing = await this.tryOnce();
    } catch (error) {
      if (error instanceof Fenced) throw error;
      writing = { entry: this.failure(error) };
    }
    const { outcome = 'ok', error } = writing.entry;
    const durationMs = runtime.clock.monotonic() - startedAt;
    runtime.emit({ type: 'attempt', saga: hand.row.name, key: hand.row.key, step: step.name, direction, attempt, outcome, durationMs, error });
    return writing;
  }

  private async tryOnce(): Promise<Writing> {
    const { runtime, hand, action: { step, direction } } = this;
    const isBounded = step.concurrency !== Infinity;
    const free = isBounded ? await runtime.slots.take(`${hand.definition.fingerprint}/${step.name}`, step.concurrency, this.control().signal) : undefined;
    try {
      if (!hand.tenure.holds()) throw new Fenced('the lease is over');
      this.begun = true;
      runtime.point('call:before', `${direction}:${step.name}`);
      return step.delivery === 'tx' ? await this.inTransaction() : await this.plainly();
    } finally {
      free?.();
    }
  }

  private async plainly(): Promise<Writing> {
    const context = this.context();
    const entry = await this.call(context);
    return context.messages.length > 0 ? { entry, messages: context.messages } : { entry };
  }

  /** The user's queries and the journal entry in one transaction. If another entry came first, the entry is tried behind it. */
  private inTransaction(): Promise<Writing> {
    const { runtime, hand } = this;
    const written = runtime.store.transaction(async (tx) => {
      const context = Object.assign(this.context(), { tx });
      const entry = await this.call(context);
      const writing: Writing = { entry, messages: context.messages };
      for (let length = hand.journal.length; ; ) {
        writing.firstSeq ??= length + 1;
        if ((await runtime.store.appendIn(tx, hand.writeOf(writing, length))) !== 'refused') break;
        const loaded = await runtime.store.load(hand.row.id, tx);
        if (loaded?.row.epoch !== hand.row.epoch) throw new Fenced('the saga was taken over');
        length = loaded.journal.length;
      }
      runtime.point('transaction:before-commit', pointDetail(entry));
      return writing;
    });
    return written.then((writing) => {
      runtime.point('transaction:after-commit', pointDetail(writing.entry));
      hand.stale = true;
      return writing;
    });
  }

  private context(): Context {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const context = new Context(hand, step, direction, attempt, this.control, runtime.log);
    return direction === 'undo' ? Object.assign(context, { result: viewOfStep(hand.view, step.name).result }) : context;
  }

  private async call(context: Context): Promise<NewEntry> {
    const { runtime, hand, action: { step, direction, attempt } } = this;
    const isRepeat = attempt > 1 || viewOfStep(hand.view, step.name).doubtful;
    const work = async () => {
      if (direction === 'undo') return (step.undo as UserCall)(context as never);
      const found = isRepeat && step.probe ? ((await step.probe(context as never)) as { result: unknown } | undefined) : undefined;
      return found ? found.result : (step.run as UserCall)(context as never);
    };
    const result = await limited(runtime, step.timeoutMs, this, work);
    runtime.point('call:after', `${direction}:${step.name}`);
    const entry: NewEntry = { step: step.name, kind: direction, outcome: 'ok', attempt: attempt === 1 ? undefined : attempt };
    return direction === 'undo' ? entry : { ...entry, result: storable(result, step.name) };
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

/** Runs `work`; after `milliseconds` its signal aborts, and what it does later no longer counts. */
function limited(runtime: Runtime, milliseconds: number, flight: Flight, work: () => Promise<unknown>): Promise<unknown> {
  if (milliseconds === Infinity) return work();
  return new Promise((resolve, reject) => {
    const cancel = runtime.clock.schedule(() => {
      const error = new Error(`No answer within ${milliseconds} ms`);
      flight.abandon(error);
      reject(error);
    }, milliseconds, { unref: true });
    work().then(
      (result) => {
        cancel();
        resolve(result);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

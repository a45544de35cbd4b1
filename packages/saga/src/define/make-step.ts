import type { Definition, Delivery, Phase, Step, StepKind, UserCall } from './definition.js';
import type { Backoff } from './options.js';
import { isRefused } from './refused.js';

/** What the chain's methods hand over: the union of all options, types erased. */
export interface RawOptions {
  readonly run?: UserCall;
  readonly undo?: UserCall | 'nothing to undo';
  readonly probe?: UserCall;
  readonly isRefusal?: (error: unknown) => boolean;
  readonly delivery?: Delivery;
  readonly attempts?: number;
  readonly backoff?: Backoff;
  readonly undoAttempts?: number;
  readonly undoBackoff?: Backoff;
  readonly timeoutMs?: number;
  readonly concurrency?: number;
  readonly parse?: (payload: unknown) => unknown;
  readonly onTimeout?: 'refuse' | 'continue';
  readonly input?: UserCall;
  readonly body?: UserCall;
  readonly topic?: string;
  readonly saga?: Definition;
}

const runBackoff: Required<Backoff> = { firstMs: 200, factor: 2, maximumMs: 60_000, jitter: 0.2 };
const undoBackoff: Required<Backoff> = { firstMs: 1_000, factor: 3, maximumMs: 3_600_000, jitter: 0.2 };
const defaultTimeoutMs: Record<StepKind, number> = {
  call: 30_000,
  command: 60_000,
  wait: Infinity,
  sleep: Infinity,
  child: Infinity,
};

const attemptsOf = (phase: Phase, delivery: Delivery, hasDeadline: boolean): number => {
  if (delivery === 'once') return 1;
  if (phase !== 'after') return 3;
  return hasDeadline ? Infinity : 50;
};

/** Fills in the defaults. */
export function makeStep(name: string, kind: StepKind, phase: Phase, hasDeadline: boolean, options: RawOptions): Step {
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw new TypeError(`A step's name has 1 to 100 letters, digits, "_", "-" or ".": ${JSON.stringify(name)}`);
  }
  const delivery = options.delivery ?? 'at-least-once';
  const isRefusal = options.isRefusal;
  return {
    name,
    kind,
    phase,
    delivery,
    run: options.run,
    probe: options.probe,
    undo: typeof options.undo === 'function' ? options.undo : undefined,
    undoes: typeof options.undo === 'function' || (kind === 'child' && options.undo === undefined),
    isRefusal: isRefusal ? (error) => isRefused(error) || isRefusal(error) : isRefused,
    attempts: delivery === 'once' ? 1 : (options.attempts ?? attemptsOf(phase, delivery, hasDeadline)),
    backoff: { ...runBackoff, ...options.backoff },
    undoAttempts: options.undoAttempts ?? 10,
    undoBackoff: { ...undoBackoff, ...options.undoBackoff },
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs[kind],
    concurrency: options.concurrency ?? Infinity,
    parse: options.parse,
    onTimeout: options.onTimeout ?? 'refuse',
    input: options.input ?? options.body,
    topic: options.topic,
    child: options.saga,
  };
}

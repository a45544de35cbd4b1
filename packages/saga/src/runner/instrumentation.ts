import type { Direction, Outcome } from '../engine/entry.js';
import type { SagaEvent } from './runtime.js';

/** An attempt that is about to be made. */
export interface AttemptStart {
  readonly saga: string;
  readonly version: number;
  readonly key: string;
  readonly step: string;
  readonly direction: Direction;
  /** 1 for the first. */
  readonly attempt: number;
  readonly fence: number;
}

/** How it ended. Without an outcome: another worker has taken the saga over, and nothing is written of this attempt. */
export interface AttemptEnding {
  readonly outcome: Outcome | undefined;
}

/** One attempt under observation. */
export interface AttemptWatch {
  /** Makes the call, with whatever has to be in force around it, and gives back what it gives. */
  run<Result>(call: () => Result): Result;
  end(ending: AttemptEnding): void;
}

/** What is done with an event. Undefined where nobody listens: then it need not even be made, and there are thousands a second. */
export function emitterOf(
  instrumentation: SagaInstrumentation | undefined, onEvent: ((event: SagaEvent) => void) | undefined,
): ((event: SagaEvent) => void) | undefined {
  if (!instrumentation) return onEvent;
  return (event) => {
    instrumentation.onEvent(event);
    onEvent?.(event);
  };
}

/** Watches the runner: spans and metrics of `@occwo/saga/otel`, or your own. Must not throw. */
export interface SagaInstrumentation {
  onEvent(event: SagaEvent): void;
  startAttempt(about: AttemptStart): AttemptWatch;
}

import type { Operation } from './operation.js';

/** How an attempt or a call ended. */
export interface Ending {
  readonly status?: number;
  /** Code of the error, where it failed. */
  readonly error?: string;
}

/** Told of one attempt's end. */
export interface AttemptObserver {
  end(ending: Ending): void;
}

/** Told of one call: its attempts, and its end. */
export interface CallObserver {
  startAttempt(attempt: number, host: string): AttemptObserver;
  end(ending: Ending): void;
}

/** Watches every call from its beginning. `@occwo/core/otel` makes one out of OpenTelemetry. */
export interface Instrumentation {
  startCall(marketplace: string, operation: Operation): CallObserver;
}

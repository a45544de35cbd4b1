import type { Clock, Logger, Random } from '@occwo/core';
import type { Database } from '../database/database.js';
import type { Definition } from '../define/definition.js';
import type { Store } from '../store/store.js';
import type { SagaInstrumentation } from './instrumentation.js';
import type { CrashPoint } from './points.js';
import type { SagaEvent } from './runtime.js';

export interface SagasOptions {
  /** Where the sagas are: what `openDatabase` gave. */
  readonly database: Database;
  /** All sagas that this process starts or drives; several versions of one name stand beside each other. */
  readonly definitions: readonly Definition[];
  /** How many sagas this worker drives at once. Default 256. */
  readonly concurrency?: number;
  /** A worker that dies is replaced within `leaseMs + pollMs`. Default 15 000. */
  readonly leaseMs?: number;
  /** How often a worker looks for sagas that are due. Default 200. */
  readonly pollMs?: number;
  /** Waits of up to so many milliseconds keep their place in the worker; for longer ones the saga is given back. Default 1 000. */
  readonly holdMs?: number;
  /** The worker's name in the journal; made unique by a suffix. Default: the process's id. */
  readonly worker?: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Default: silent. */
  readonly log?: Logger;
  /** Spans and metrics: `openTelemetry()` of `@occwo/saga/otel`. Default: none. */
  readonly instrumentation?: SagaInstrumentation;
  /** Told of all that happens: for the alert when a saga is stuck, and figures of your own. Must not throw. */
  readonly onEvent?: (event: SagaEvent) => void;
  /** For crash tests: called at every moment between two writes. */
  readonly onPoint?: (point: CrashPoint, detail?: string) => void;
}

/** The same over a store of one's own, as the testing kit does. */
export type SagasOverStore = Omit<SagasOptions, 'database'> & { readonly store: Store };

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

import type { Clock, Logger, Random } from '@occwo/core';
import type { Definition } from '../define/definition.js';
import type { Queue } from '../queue/queue.js';
import type { SagaInstrumentation } from '../runner/instrumentation.js';
import type { SagaEvent } from '../runner/runtime.js';
import type { RestatePoint } from './points.js';

export interface EndpointOptions {
  /** All sagas that this process drives, the same that `createSagas` takes; several versions of one name stand beside each other. */
  readonly definitions: readonly Definition[];
  /**
   * Where `emit` and commands go. Messages are kept by Restate and published at least once, in order per key within a saga's name, as an outbox would.
   * Without it definitions with commands are refused, and `emit` fails the attempt that calls it.
   */
  readonly queue?: Pick<Queue, 'publish'>;
  /** Names this system among those that share a broker, so that replies to its commands come to it alone. Give `restateSagas` the same. Default: none. */
  readonly system?: string;
  /** How long an ended saga, and with it its key, is kept, in milliseconds. Afterwards the same key starts a new saga. Default 30 days. */
  readonly retentionMs?: number;
  /**
   * A saga whose worker died or is away is tried again after 50 ms, then ever more rarely, but at least so often, in milliseconds.
   * It is never given up. Default 5 000.
   */
  readonly resumeWithinMs?: number;
  /** Public keys of the Restate cluster (`publickeyv1_…`): requests that it did not sign are refused. Default: none, every caller is served. */
  readonly identityKeys?: readonly string[];
  /** The worker's name in the journal. Default: the process's id. */
  readonly worker?: string;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Default: silent. */
  readonly log?: Logger;
  /** Spans and metrics: `openTelemetry()` of `@occwo/saga/otel`. Default: none. */
  readonly instrumentation?: SagaInstrumentation;
  /** Told of all that happens here: for the alert when a saga is stuck, and figures of your own. Must not throw. */
  readonly onEvent?: (event: SagaEvent) => void;
  /** For crash tests: called at every moment between two writes. */
  readonly onPoint?: (point: RestatePoint, detail?: string) => void;
}

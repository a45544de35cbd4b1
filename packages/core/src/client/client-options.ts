import type { Logger } from '../log/logger.js';
import type { Clock } from '../time/clock.js';
import type { Random } from '../time/random.js';
import type { Transport } from '../transport/transport.js';
import type { Cache } from '../cache/cache.js';
import type { Limiter } from '../limits/limiter.js';
import type { Hook } from '../stages/hooks.js';
import type { ReadOnlyMode } from '../stages/read-only.js';
import type { ClientEvent } from './client-event.js';
import type { Instrumentation } from './instrumentation.js';

/** What every client takes beside its credentials. All of it has a default. */
export interface ClientOptions {
  /** Other base URLs: one for all hosts, or by host key (a sandbox, a proxy). */
  readonly hosts?: string | Readonly<Record<string, string>>;
  /**
   * Refuses every write before it leaves; `'allow-jobs'` lets through those that only start a report, a label or a document. A
   * function is asked at each call. The variable `OCCWO_READ_ONLY` (`1` or `allow-jobs`) adds to it; the stricter of the two holds.
   */
  readonly readOnly?: ReadOnlyMode | (() => ReadOnlyMode);
  /**
   * How often a failed attempt may be repeated where the operation's effect allows it. Default: 4. Waits for a host that is left alone
   * (its breaker is open) do not count: they go on until the deadline. With 0 a call never waits for either.
   */
  readonly retries?: number;
  /** One attempt may take this long, milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
  /** A call with all its waiting and attempts may take this long, milliseconds. Default: 300 000. */
  readonly deadlineMs?: number;
  /** Runs once a call, before it is validated. */
  readonly onCall?: Hook;
  /** Runs at each attempt, before it waits for a token. */
  readonly onAttempt?: Hook;
  /** Told of attempts, retries, waits, breaker changes, drift and sunsets. */
  readonly onEvent?: (event: ClientEvent) => void;
  /** Spans and metrics; `openTelemetry()` of `@occwo/core/otel` makes one. */
  readonly instrumentation?: Instrumentation;
  /** `strict` makes a reply that breaks its schema an error; `tolerant` (default) reports it as a `drift` event. */
  readonly replies?: 'tolerant' | 'strict';
  /**
   * Keeps answers about what seldom changes (trees of categories, dictionaries): `memoryCache()` of `@occwo/core/cache`, or any
   * store with `get`, `set(key, text, ttlMs)` and `delete`, such as a Keyv over Redis. Default: nothing is kept.
   */
  readonly cache?: Cache;
  /**
   * How long answers of an operation are kept, milliseconds, by its name (`{ 'products.listInfo': 60_000 }`); 0 keeps none.
   * Adds to the marketplace's own table. Only reads are ever kept.
   */
  readonly cacheFor?: Readonly<Record<string, number>>;
  readonly logger?: Logger;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly transport?: Transport;
  /** Hand the same limiter to clients of one account so that they share its limits. */
  readonly limiter?: Limiter;
}

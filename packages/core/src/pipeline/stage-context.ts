import type { ApiDefinition } from '../client/api-definition.js';
import type { ClientEvent } from '../client/client-event.js';
import type { ClientOptions } from '../client/client-options.js';
import type { Limiter } from '../limits/limiter.js';
import type { Logger } from '../log/logger.js';
import type { Circuit } from '../stages/circuits.js';
import type { Clock } from '../time/clock.js';
import type { Random } from '../time/random.js';
import type { Transport } from '../transport/transport.js';

export type BreakerState = 'open' | 'half-open' | 'closed';

/** What the stages of one client share: its definition and its options, with every default filled in. */
export interface StageContext {
  readonly definition: ApiDefinition;
  readonly options: ClientOptions;
  readonly hosts: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly retries: number;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  /** State of each host's breaker, for those that have been called. */
  readonly breakers: Map<string, BreakerState>;
  /** Those breakers. */
  readonly circuits: Map<string, Circuit | Promise<Circuit>>;
  emit(event: ClientEvent): void;
}

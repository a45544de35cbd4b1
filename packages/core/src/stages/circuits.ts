import { EventEmitter } from 'node:events';
import type CircuitBreaker from 'opossum';
import type { ParsedReply } from '../client/api-definition.js';
import { ApiError } from '../errors/api-error.js';
import { NetworkError, RefusedError } from '../errors/local-errors.js';
import type { BreakerState, StageContext } from '../pipeline/stage-context.js';

type Send = () => Promise<ParsedReply>;

/** The breaker of one host. */
export interface Circuit {
  /** Whether calls are held back right now. */
  readonly open: boolean;
  /** Sends, and counts how it ended. Throws a `RefusedError` where the breaker lets nothing through. */
  send(send: Send): Promise<ParsedReply>;
}

/** How long an open breaker refuses before it lets one call probe the host, milliseconds. */
const resetMs = 15_000;
/** A breaker judges by the last ten seconds, in slots of one second. */
const slots = 10;
const slotMs = 1000;

/** The circuit of a host, made when it is first called: opossum is loaded then, too. Once it is there it comes at once. */
export function circuitOf(context: StageContext, host: string): Circuit | Promise<Circuit> {
  const known = context.circuits.get(host);
  if (known) return known;
  const made = createCircuit(context, host);
  context.circuits.set(host, made);
  void made.then((circuit) => context.circuits.set(host, circuit), () => context.circuits.delete(host));
  return made;
}

/** The refusal of a call to a host that is left alone. */
export function breakerOpen(host: string): RefusedError {
  return new RefusedError(`${host} has failed again and again, so it is left alone for a while; nothing was sent`, {
    code: 'breaker-open', retryAfterMs: resetMs, hint: 'wait, or look at the state of the marketplace',
  });
}

/**
 * Only broken connections and 5xx count; a 4xx is the caller's business. opossum's own timeout is off, for the transport has one.
 * Its slots are turned by the calls themselves: its own timers would keep every client that was ever made in memory.
 */
async function createCircuit({ emit, breakers, clock }: StageContext, host: string): Promise<Circuit> {
  const { default: Breaker } = await import('opossum');
  const rotation = new EventEmitter();
  const breaker: CircuitBreaker<[Send], ParsedReply> = new Breaker((send: Send) => send(), {
    timeout: false,
    resetTimeout: resetMs,
    errorThresholdPercentage: 50,
    volumeThreshold: 10,
    errorFilter: (error: unknown) => !isHostFailure(error),
    rollingCountTimeout: slots * slotMs,
    rollingCountBuckets: slots,
    rotateBucketController: rotation,
    // Nobody reads them, and each costs a sort of all that passed.
    enableSnapshots: false,
    rollingPercentilesEnabled: false,
  });
  const turn = (state: BreakerState) => () => {
    breakers.set(host, state);
    emit({ type: 'breaker', host, state });
  };
  breakers.set(host, 'closed');
  breaker.on('open', turn('open'));
  breaker.on('halfOpen', turn('half-open'));
  breaker.on('close', turn('closed'));

  let slotStartedAt = clock.monotonic();
  const rotate = () => {
    const passed = Math.floor((clock.monotonic() - slotStartedAt) / slotMs);
    if (passed <= 0) return;
    slotStartedAt += passed * slotMs;
    for (let slot = 0; slot < Math.min(passed, slots); slot += 1) rotation.emit('rotate');
  };
  return {
    get open() {
      return breaker.opened;
    },
    async send(send) {
      rotate();
      try {
        return await breaker.fire(send);
      } catch (error) {
        throw (error as { code?: unknown }).code === 'EOPENBREAKER' ? breakerOpen(host) : error;
      }
    },
  };
}

function isHostFailure(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);
}

import { EventEmitter } from 'node:events';
import type CircuitBreaker from 'opossum';
import type { ParsedReply } from '../client/api-definition.js';
import { ApiError } from '../errors/api-error.js';
import { NetworkError, RefusedError } from '../errors/local-errors.js';
import type { BreakerState, StageContext } from '../pipeline/stage-context.js';
import type { Clock } from '../time/clock.js';

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
const slotCount = 10;
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
 * Only broken connections and 5xx count; a 4xx is the caller's business. Open, it is replaced by a half-open one when the client's clock
 * says so: opossum's own timers would know nothing of that clock, and keep every client that was ever made in memory.
 */
async function createCircuit({ emit, breakers, clock }: StageContext, host: string): Promise<Circuit> {
  const { default: Breaker } = await import('opossum');
  const turn = (state: BreakerState) => {
    breakers.set(host, state);
    emit({ type: 'breaker', host, state });
  };
  const start = (options: CircuitBreaker.Options<[Send]>) => {
    const slots = turningSlots(clock);
    const breaker: CircuitBreaker<[Send], ParsedReply> = new Breaker((send: Send) => send(), { ...common, ...options, rotateBucketController: slots.controller });
    breaker.on('close', () => turn('closed'));
    breaker.on('open', () => {
      turn('open');
      clock.schedule(probe, resetMs, { unref: true });
    });
    return { breaker, slots };
  };
  const probe = () => {
    current.breaker.shutdown();
    current = start(halfOpen);
    turn('half-open');
  };
  let current = start({});
  breakers.set(host, 'closed');
  return {
    get open() {
      return current.breaker.opened;
    },
    async send(send) {
      current.slots.turn();
      try {
        return await current.breaker.fire(send);
      } catch (error) {
        throw (error as { code?: unknown }).code === 'EOPENBREAKER' ? breakerOpen(host) : error;
      }
    },
  };
}

const common: CircuitBreaker.Options<[Send]> = {
  // The transport has a time limit of its own, and the probing begins by the client's clock: this timer never fires.
  timeout: false,
  resetTimeout: 2_147_483_647,
  errorThresholdPercentage: 50,
  volumeThreshold: 10,
  errorFilter: (error: unknown) => !isHostFailure(error),
  rollingCountTimeout: slotCount * slotMs,
  rollingCountBuckets: slotCount,
  // Nobody reads them, and each costs a sort of all that passed.
  enableSnapshots: false,
  rollingPercentilesEnabled: false,
};

/** The option is missing in opossum's published types (8.1.9), not in its document. */
const halfOpen = { state: { enabled: true, warmUp: false, shutdown: false, closed: false, halfOpen: true } } as CircuitBreaker.Options<[Send]>;

/** Turns a breaker's slots by the time that has passed when a call comes. */
function turningSlots(clock: Clock): { readonly controller: EventEmitter; turn(): void } {
  const controller = new EventEmitter();
  let startedAt = clock.monotonic();
  return {
    controller,
    turn() {
      const passed = Math.floor((clock.monotonic() - startedAt) / slotMs);
      if (passed <= 0) return;
      startedAt += passed * slotMs;
      for (let slot = 0; slot < Math.min(passed, slotCount); slot += 1) controller.emit('rotate');
    },
  };
}

function isHostFailure(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);
}

import type CircuitBreaker from 'opossum';
import { ApiError } from '../errors/api-error.js';
import { NetworkError, RefusedError } from '../errors/local-errors.js';
import type { ParsedReply } from '../client/api-definition.js';
import type { Call, Handler, Stage } from '../pipeline/call.js';
import type { BreakerState, StageContext } from '../pipeline/stage-context.js';

type Breaker = CircuitBreaker<[Call], ParsedReply>;

/** How long an open breaker refuses before it lets one call probe the host, milliseconds. */
const resetMs = 15_000;

/**
 * Stands before the limiter, so that a dead host costs no tokens: one breaker a host, and errors of one host never open
 * another's. Only broken connections and 5xx count; a 4xx is the caller's business. opossum's own timeout is off,
 * because waiting for a token is no failure.
 */
export function breaker(context: StageContext): Stage {
  return (next) => {
    const breakers = new Map<string, Promise<Breaker>>();
    const breakerOf = (host: string): Promise<Breaker> => {
      let made = breakers.get(host);
      if (!made) breakers.set(host, (made = createBreaker(context, next, host)));
      return made;
    };
    return async (call) => {
      const { host } = call.operation;
      const opened = await breakerOf(host);
      try {
        return await opened.fire(call);
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'EOPENBREAKER') throw error;
        throw new RefusedError(`${host} has failed again and again, so it is left alone for a while; nothing was sent`, {
          code: 'breaker-open', retryAfterMs: resetMs, hint: 'wait, or look at the state of the marketplace', cause: error,
        });
      }
    };
  };
}

async function createBreaker({ emit, breakers }: StageContext, next: Handler, host: string): Promise<Breaker> {
  const { default: CircuitBreaker } = await import('opossum');
  const made = new CircuitBreaker<[Call], ParsedReply>(next, {
    timeout: false,
    resetTimeout: resetMs,
    errorThresholdPercentage: 50,
    volumeThreshold: 10,
    errorFilter: (error: unknown) => !isHostFailure(error),
  });
  const turn = (state: BreakerState) => () => {
    breakers.set(host, state);
    emit({ type: 'breaker', host, state });
  };
  breakers.set(host, 'closed');
  made.on('open', turn('open'));
  made.on('halfOpen', turn('half-open'));
  made.on('close', turn('closed'));
  return made;
}

function isHostFailure(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);
}

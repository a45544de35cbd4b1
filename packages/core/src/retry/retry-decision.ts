import { ApiError } from '../errors/api-error.js';
import { NetworkError, RefusedError } from '../errors/local-errors.js';
import type { Idempotency } from '../client/operation.js';
import type { Random } from '../time/random.js';

/** Kinds of operation that end the same when the same request arrives twice. */
const repeatable: ReadonlySet<Idempotency> = new Set(['read', 'set', 'upsert']);

/**
 * - `again`: the same request may go out once more.
 * - `unknown`: it may have taken effect, and repeating it could double it.
 * - `final`: repeating it would change nothing.
 */
export type RetryDecision = 'again' | 'unknown' | 'final';

/** Decides by what is known of the failure and of the operation, never by the HTTP verb. */
export function retryDecision(error: unknown, idempotency: Idempotency): RetryDecision {
  if (error instanceof RefusedError) return error.code === 'breaker-open' ? 'again' : 'final';
  if (error instanceof NetworkError) return !error.sent || repeatable.has(idempotency) ? 'again' : 'unknown';
  if (error instanceof ApiError) {
    // A refusal for speed proves that nothing happened, so it may be repeated for any kind.
    if (error.code === 'rate-limited') return 'again';
    if (error.code === 'unreadable-reply') return repeatable.has(idempotency) ? 'again' : 'unknown';
    if (error.code === 'server-error') return repeatable.has(idempotency) ? 'again' : 'unknown';
  }
  return 'final';
}

/** The greatest wait that a marketplace's word is trusted for, milliseconds: Ozon's daily quotas may ask for a day. */
const longestTrustedWaitMs = 24 * 3_600_000;
const firstWaitMs = 500;
const longestBackoffMs = 30_000;

/** How long to wait before attempt `attempt + 1`: what the marketplace says, else exponential with full jitter. */
export function retryWaitMs(error: unknown, attempt: number, random: Random): number {
  const stated = error instanceof ApiError || error instanceof RefusedError ? error.retryAfterMs : undefined;
  if (stated !== undefined && stated >= 0 && stated <= longestTrustedWaitMs) return stated + random() * 50;
  return random() * Math.min(longestBackoffMs, firstWaitMs * 2 ** (attempt - 1)) + 50;
}

import type { Random } from '@occwo/core';
import type { Backoff } from '../define/options.js';

/** Milliseconds to wait after the failed attempt number `attempt` (from 1). */
export function pauseAfter(attempt: number, { firstMs, factor, maximumMs, jitter }: Required<Backoff>, random: Random): number {
  const plain = Math.min(firstMs * factor ** (attempt - 1), maximumMs);
  return Math.round(plain * (1 + jitter * (2 * random() - 1)));
}

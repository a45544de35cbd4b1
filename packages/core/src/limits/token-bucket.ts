import type { LimitWindow } from './limit.js';

/** A part of a limit that can say how long a weight must wait, and takes it. */
export interface Meter {
  /** Milliseconds until `weight` has room at time `now`; 0 means now. */
  waitMs(weight: number, now: number): number;
  /** Takes `weight`. The room may go below zero: what was charged after an answer is paid by those who come next. */
  take(weight: number, now: number): void;
  /** Units free at `now`. */
  room(now: number): number;
  /** The marketplace says how many units are left; believed only when it is less than what we think. */
  correct(room: number, now: number): void;
}

/**
 * A bucket that fills at an even rate up to its burst: Wildberries' own algorithm (period, limit, interval, burst).
 * A weight greater than the bucket waits for a full one and leaves it in debt.
 */
export function tokenBucket({ count, periodMs, burst = count }: LimitWindow, startedAt: number): Meter {
  const perMs = count / periodMs;
  let tokens = burst;
  let updatedAt = startedAt;
  const refill = (now: number) => {
    if (now > updatedAt) {
      tokens = Math.min(burst, tokens + (now - updatedAt) * perMs);
      updatedAt = now;
    }
  };
  return {
    waitMs(weight, now) {
      refill(now);
      const missing = Math.min(weight, burst) - tokens;
      return missing <= 1e-9 ? 0 : Math.ceil(missing / perMs);
    },
    take(weight, now) {
      refill(now);
      tokens -= weight;
    },
    room(now) {
      refill(now);
      return tokens;
    },
    correct(room, now) {
      refill(now);
      tokens = Math.min(tokens, room);
    },
  };
}

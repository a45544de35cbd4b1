import type { LimitWindow } from './limit.js';
import type { Meter } from './meter.js';

/** Floating point leaves crumbs: this much of a token counts as nothing. */
const crumb = 1e-9;

/**
 * A bucket that fills at an even rate up to its burst: Wildberries' own algorithm (period, limit, interval, burst).
 * While a request is under way the marketplace may not have counted it yet and its bucket may be full, so ours fills only
 * up to what it would hold after counting it: the estimate is never above the truth.
 */
export function tokenBucket({ count, periodMs, burst: full = count }: LimitWindow, startedAt: number, units = full): Meter {
  // A share of the bucket is so many of its places, each with its part of the rate.
  const perUnitMs = count / periodMs / full;
  let burst = units;
  let perMs = perUnitMs * burst;
  let tokens = burst;
  let underWay = 0;
  let updatedAt = startedAt;
  const refill = (now: number): number => {
    if (now > updatedAt) {
      tokens = Math.max(tokens, Math.min(burst - underWay, tokens + (now - updatedAt) * perMs));
      updatedAt = now;
    }
    return tokens;
  };
  const timeFor = (missing: number) => (missing <= crumb ? 0 : perMs > 0 ? Math.ceil(missing / perMs) : Number.POSITIVE_INFINITY);
  return {
    waitMs(weight, now) {
      if (weight > 0 && weight > burst && burst < full) return Number.POSITIVE_INFINITY;
      const needed = Math.min(weight, burst);
      // What is under way keeps that much of the bucket from filling: only a release can make room.
      return needed > burst - underWay + crumb && weight > 0 ? Number.POSITIVE_INFINITY : timeFor(needed - refill(now));
    },
    // A share may grow at any time, so it promises no wait.
    etaMs: (weight, now) => (burst < full ? 0 : timeFor(weight - refill(now))),
    take(weight, now) {
      refill(now);
      tokens -= weight;
      underWay += weight;
    },
    settle(weight, now) {
      refill(now);
      underWay -= weight;
    },
    charge(units, now) {
      refill(now);
      tokens -= units;
    },
    room: refill,
    correct(room, now) {
      // The marketplace tells whole tokens: only a whole one less is news, or every answer would cost a part of one.
      if (room < Math.floor(refill(now) + crumb)) tokens = room;
    },
    get units() {
      return burst;
    },
    grow(added, now) {
      refill(now);
      burst += added;
      perMs = perUnitMs * burst;
      tokens += added;
    },
    shrink(wanted, now) {
      const given = Math.max(0, Math.min(wanted, Math.floor(burst - underWay)));
      const clean = Math.max(0, Math.min(given, Math.floor(refill(now) + crumb)));
      burst -= given;
      perMs = perUnitMs * burst;
      tokens = Math.min(tokens - clean, burst - underWay);
      return { clean, dirty: given - clean };
    },
    drainMs: 1 / perUnitMs,
  };
}

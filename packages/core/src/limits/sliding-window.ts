import type { LimitWindow } from './limit.js';
import type { Meter } from './meter.js';

interface Slot {
  readonly endsAt: number;
  weight: number;
}

/** A window is kept in this many slots, so that 10 000 requests an hour do not cost 10 000 entries. */
const slotsPerWindow = 200;

/**
 * Never more than `count` in any stretch of `periodMs`, however it is laid: for limits whose counting is not published
 * (Ozon, Yandex). A request counts from its leaving until a whole period after its answer, rounded up to a slot: the
 * price of being safe is 0.5 % and the answer's time.
 */
export function slidingWindow({ count: full, periodMs }: LimitWindow, units = full): Meter {
  let count = units;
  const slotMs = periodMs / slotsPerWindow;
  const slots: Slot[] = [];
  let settled = 0;
  let underWay = 0;
  const expire = (now: number) => {
    while (slots[0] && slots[0].endsAt + periodMs <= now) settled -= slots.shift()?.weight ?? 0;
  };
  const add = (weight: number, now: number) => {
    if (weight <= 0) return;
    const endsAt = (Math.floor(now / slotMs) + 1) * slotMs;
    const last = slots.at(-1);
    if (last && last.endsAt >= endsAt) last.weight += weight;
    else slots.push({ endsAt, weight });
    settled += weight;
  };
  const free = (now: number): number => {
    expire(now);
    return count - settled - underWay;
  };
  return {
    waitMs(weight, now) {
      if (weight > 0 && weight > count && count < full) return Number.POSITIVE_INFINITY;
      let missing = Math.min(weight, count) - free(now);
      if (missing <= 0) return 0;
      for (const slot of slots) {
        missing -= slot.weight;
        if (missing <= 0) return Math.ceil(slot.endsAt + periodMs - now);
      }
      // The rest is under way: it frees its place a period after its answer at the earliest.
      return Math.ceil(periodMs);
    },
    etaMs(weight, now) {
      const missing = weight - free(now);
      // A share may grow at any time, so it promises no wait.
      return missing <= 0 || count < full ? 0 : (Math.ceil(missing / count) - 1) * periodMs;
    },
    take(weight, now) {
      expire(now);
      underWay += weight;
    },
    settle(weight, now) {
      expire(now);
      underWay -= weight;
      add(weight, now);
    },
    charge: add,
    room: free,
    correct(room, now) {
      add(free(now) - room, now);
    },
    get units() {
      return count;
    },
    grow(added) {
      count += added;
    },
    shrink(wanted, now) {
      const given = Math.max(0, Math.min(wanted, count - underWay));
      const clean = Math.max(0, Math.min(given, free(now)));
      count -= given;
      return { clean, dirty: given - clean };
    },
    drainMs: periodMs,
  };
}

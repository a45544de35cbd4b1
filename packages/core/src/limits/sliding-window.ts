import type { LimitWindow } from './limit.js';
import type { Meter } from './token-bucket.js';

interface Slot {
  readonly endsAt: number;
  weight: number;
}

/** A window is kept in this many slots, so that 10 000 requests an hour do not cost 10 000 entries. */
const slotsPerWindow = 100;

/**
 * Never more than `count` in any stretch of `periodMs`, however it is laid: for limits whose counting is not published
 * (Ozon, Yandex). What was taken counts until a whole period after its slot's end, so the estimate errs to the safe side
 * by at most 1 %.
 */
export function slidingWindow({ count, periodMs }: LimitWindow): Meter {
  const slotMs = periodMs / slotsPerWindow;
  const slots: Slot[] = [];
  let used = 0;
  const expire = (now: number) => {
    while (slots[0] && slots[0].endsAt + periodMs <= now) used -= slots.shift()?.weight ?? 0;
  };
  const add = (weight: number, now: number) => {
    const endsAt = (Math.floor(now / slotMs) + 1) * slotMs;
    const last = slots.at(-1);
    if (last && last.endsAt >= endsAt) last.weight += weight;
    else slots.push({ endsAt, weight });
    used += weight;
  };
  return {
    waitMs(weight, now) {
      expire(now);
      let excess = used + Math.min(weight, count) - count;
      if (excess <= 0) return 0;
      for (const slot of slots) {
        excess -= slot.weight;
        if (excess <= 0) return Math.ceil(slot.endsAt + periodMs - now);
      }
      return periodMs;
    },
    take(weight, now) {
      expire(now);
      if (weight > 0) add(weight, now);
    },
    room(now) {
      expire(now);
      return count - used;
    },
    correct(room, now) {
      expire(now);
      const missing = count - used - room;
      if (missing > 0) add(missing, now);
    },
  };
}

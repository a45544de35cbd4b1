import type { LimitWindow } from '../limits/limit.js';
import type { Meter } from '../limits/meter.js';

/** What the marketplace's side needs of a meter: it knows when a request came, and nobody corrects it. */
export type ServerMeter = Pick<Meter, 'waitMs' | 'take' | 'room'>;

/** An exact sliding window: every request is remembered for a period. The client's own one is coarser on purpose. */
export function slidingLog({ count, periodMs }: LimitWindow): ServerMeter {
  const taken: { readonly at: number; readonly weight: number }[] = [];
  let used = 0;
  const expire = (now: number) => {
    while (taken[0] && taken[0].at + periodMs <= now) used -= taken.shift()?.weight ?? 0;
  };
  return {
    waitMs(weight, now) {
      expire(now);
      let excess = used + Math.min(weight, count) - count;
      for (const entry of taken) {
        if (excess <= 0) break;
        excess -= entry.weight;
        if (excess <= 0) return entry.at + periodMs - now;
      }
      return 0;
    },
    take(weight, now) {
      expire(now);
      if (weight > 0) taken.push({ at: now, weight });
      used += weight;
    },
    room(now) {
      expire(now);
      return count - used;
    },
  };
}

import type { Limit, LimitTable, Operation } from '@occwo/core';

/** Subscription level of the cabinet, as far as it changes limits. */
export type Tier = 'none' | 'medium';

/** Remembers the tier, and learns it where it was not told. */
export interface TierMemory {
  /** `medium` once that is known, else undefined: the base windows hold. */
  current(): Tier | undefined;
  /** Takes the size of a limit from an answer's header. */
  learn(operation: Operation, size: number): void;
}

const firstCount = (windows: Limit['windows'] | undefined) => windows?.[0]?.count;

/**
 * The tier is in no ordinary answer; the only sign is the size of a limit in `X-RateLimit-Resource-Limit`, on the operations where the
 * tiers differ. So a client starts careful (`none`) and learns. A tier that the seller states is believed until an answer says otherwise.
 */
export function tierMemory(limits: LimitTable, stated?: Tier): TierMemory {
  let tier = stated;
  return {
    current: () => tier,
    learn(operation, size) {
      for (const key of operation.limits) {
        const base = firstCount(limits[key]?.windows);
        const medium = firstCount(limits[key]?.tiers?.medium);
        if (base === undefined || medium === undefined || base === medium) continue;
        if (size === medium) tier = 'medium';
        if (size === base) tier = 'none';
      }
    },
  };
}

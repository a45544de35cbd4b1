import type { LimitWindow } from '../limits/limit.js';
import { tokenBucket } from '../limits/token-bucket.js';
import type { ServerMeter } from './sliding-log.js';

/** A token bucket that counts a request at the moment it arrives, as the marketplace does. */
export function arrivalBucket(window: LimitWindow, startedAt: number): ServerMeter {
  const meter = tokenBucket(window, startedAt);
  return {
    waitMs: (weight, now) => meter.waitMs(weight, now),
    take: (weight, now) => meter.charge(weight, now),
    room: (now) => meter.room(now),
  };
}

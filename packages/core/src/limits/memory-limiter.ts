import type { Clock } from '../time/clock.js';
import { systemClock } from '../time/clock.js';
import { Bucket } from './bucket.js';
import { Lane } from './lane.js';
import type { BucketUse, Limiter, LimitState } from './limiter.js';
import { SharedBucket } from './shared-bucket.js';

/** A limiter for one process, in memory. */
export function memoryLimiter({ clock = systemClock }: { readonly clock?: Clock } = {}): Limiter {
  return createLimiter(clock);
}

/** `share` is told of each new bucket; buckets start empty then, and the units come from elsewhere. */
export function createLimiter(clock: Clock, share?: (key: string, shared: SharedBucket) => void): Limiter {
  const buckets = new Map<string, SharedBucket>();
  const lanes = new Map<string, Lane>();

  const bucketOf = ({ key, windows, parallel }: BucketUse): SharedBucket => {
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = new SharedBucket(new Bucket(windows, parallel, clock.monotonic(), share && 0));
      buckets.set(key, bucket);
      share?.(key, bucket);
    }
    return bucket;
  };
  const laneOf = (uses: readonly BucketUse[]): Lane => {
    const name = uses.map(({ key }) => key).join('\n');
    let lane = lanes.get(name);
    if (!lane) {
      const own = uses.map(bucketOf);
      lanes.set(name, (lane = new Lane(own, clock)));
      for (const bucket of own) bucket.join(lane);
    }
    return lane;
  };

  return {
    acquire: (request) => laneOf(request.buckets).enter(request),
    charge(key, units, unit) {
      if (units > 0) buckets.get(key)?.bucket.charge(units, unit, clock.monotonic());
    },
    block(key, until) {
      buckets.get(key)?.bucket.block(until);
      buckets.get(key)?.pump();
    },
    correct(key, room) {
      buckets.get(key)?.bucket.correct(room, clock.monotonic());
    },
    state() {
      const now = clock.monotonic();
      return [...buckets].map(([key, shared]): LimitState => ({ key, waiting: shared.waiting, ...shared.bucket.state(now) }));
    },
  };
}

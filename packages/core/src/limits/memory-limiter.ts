import type { Clock } from '../time/clock.js';
import { systemClock } from '../time/clock.js';
import { Bucket } from './bucket.js';
import { Lane } from './lane.js';
import type { BucketUse, Limiter, LimitState } from './limiter.js';

/** A limiter for one process, in memory. */
export function memoryLimiter({ clock = systemClock }: { readonly clock?: Clock } = {}): Limiter {
  const buckets = new Map<string, Bucket>();
  const lanes = new Map<string, Lane>();
  const lanesOf = new Map<Bucket, Set<Lane>>();

  const bucketOf = ({ key, windows, parallel }: BucketUse): Bucket => {
    let bucket = buckets.get(key);
    if (!bucket) buckets.set(key, (bucket = new Bucket(windows, parallel, clock.monotonic())));
    return bucket;
  };
  const pump = (bucket: Bucket | undefined) => {
    for (const lane of (bucket && lanesOf.get(bucket)) ?? []) if (lane.length > 0) lane.pump();
  };
  const laneOf = (uses: readonly BucketUse[]): Lane => {
    const name = uses.map(({ key }) => key).join('\n');
    let lane = lanes.get(name);
    if (!lane) {
      const own = uses.map(bucketOf);
      lane = new Lane(own, clock, (released) => released.forEach(pump));
      lanes.set(name, lane);
      for (const bucket of own) lanesOf.set(bucket, (lanesOf.get(bucket) ?? new Set()).add(lane));
    }
    return lane;
  };

  return {
    acquire: (request) => laneOf(request.buckets).enter(request),
    charge(key, units, unit) {
      if (units > 0) buckets.get(key)?.charge(units, unit, clock.monotonic());
    },
    block(key, until) {
      buckets.get(key)?.block(until);
      pump(buckets.get(key));
    },
    correct(key, room) {
      buckets.get(key)?.correct(room, clock.monotonic());
    },
    state() {
      const now = clock.monotonic();
      return [...buckets].map(([key, bucket]): LimitState => {
        const waiting = [...(lanesOf.get(bucket) ?? [])].reduce((sum, lane) => sum + lane.length, 0);
        return { key, waiting, ...bucket.state(now) };
      });
    },
  };
}

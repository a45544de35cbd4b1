import type { Operation } from '../client/operation.js';
import type { LimitTable, LimitWindow } from '../limits/limit.js';
import { arrivalBucket } from './arrival-bucket.js';
import type { Clock } from '../time/clock.js';
import { countAt } from '../wire/dotted-path.js';
import type { SandboxLimitState } from './sandbox-definition.js';
import { slidingLog } from './sliding-log.js';
import type { ServerMeter } from './sliding-log.js';

interface Metered {
  readonly window: LimitWindow;
  readonly meter: ServerMeter;
}

interface Bucket {
  readonly metered: readonly Metered[];
  underWay: number;
}

/** What a request is charged by. */
export interface LimitedRequest {
  readonly operation: Operation;
  readonly account: string;
  readonly tier: string | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The marketplace's side of the limits: counts what really arrived, and refuses what is too much. */
export class SandboxLimits {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly table: LimitTable, private readonly clock: Clock) {}

  /** Takes the request's price, or says that there is no room (nothing is taken then). `finish` charges what the answer holds. */
  enter(request: LimitedRequest): { readonly refused: boolean; readonly state: SandboxLimitState; finish(status: number, value: unknown): void } {
    const now = this.clock.monotonic();
    const uses = request.operation.limits.flatMap((name) => {
      const row = this.table[name];
      return row ? [{ row, bucket: this.#bucket(name, request) }] : [];
    });
    const waits = uses.flatMap(({ row, bucket }) => [
      row.parallel !== undefined && bucket.underWay >= row.parallel ? 1 : 0,
      ...bucket.metered.map(({ window, meter }) => meter.waitMs(weight(window, request.body), now)),
    ]);
    const waitMs = Math.max(0, ...waits);
    if (waitMs === 0) {
      for (const { bucket } of uses) {
        bucket.underWay += 1;
        for (const { window, meter } of bucket.metered) meter.take(weight(window, request.body), now);
      }
    }
    return {
      refused: waitMs > 0,
      state: stateOf(uses.at(-1)?.bucket, now, waitMs),
      finish: (status, value) => {
        if (waitMs > 0) return;
        for (const { row, bucket } of uses) {
          bucket.underWay -= 1;
          const penalty = row.clientErrorCost && status >= 400 && status < 500 ? row.clientErrorCost - 1 : 0;
          for (const { window, meter } of bucket.metered) {
            if (window.unit === 'returned') meter.take(countAt(value, window.items ?? ''), this.clock.monotonic());
            else if (penalty > 0 && window.unit !== 'sent') meter.take(penalty, this.clock.monotonic());
          }
        }
      },
    };
  }

  #bucket(name: string, { account, tier, path }: LimitedRequest): Bucket {
    const row = this.table[name];
    const key = `${account}:${name}:${row?.per ? (path[row.per] ?? '') : ''}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      const windows = (tier && row?.tiers?.[tier]) || row?.windows || [];
      const now = this.clock.monotonic();
      bucket = { underWay: 0, metered: windows.map((window) => ({ window, meter: window.burst === undefined ? slidingLog(window) : arrivalBucket(window, now) })) };
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}

function weight(window: LimitWindow, body: unknown): number {
  if (window.unit === 'returned') return 0;
  return window.unit === 'sent' ? countAt(body, window.items ?? '') : 1;
}

function stateOf(bucket: Bucket | undefined, now: number, waitMs: number): SandboxLimitState {
  const first = bucket?.metered[0];
  if (!first) return { limit: 0, remaining: 0, retryAfterMs: waitMs, resetMs: 0 };
  const limit = first.window.burst ?? first.window.count;
  const remaining = Math.max(0, Math.floor(first.meter.room(now)));
  return { limit, remaining, retryAfterMs: waitMs, resetMs: first.meter.waitMs(limit, now) };
}

import { ApiError } from '../errors/api-error.js';
import type { ParsedReply } from '../client/api-definition.js';
import type { BucketUse } from '../limits/limiter.js';
import type { Limit, LimitWindow } from '../limits/limit.js';
import type { Call, Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import type { WireReply } from '../transport/transport.js';
import { countAt } from '../wire/dotted-path.js';

/** Stands last before the wire: waits until every limit of the operation has room, then learns from what the answer says. */
export function limit(context: StageContext): Stage {
  const { definition, limiter, clock } = context;

  const uses = async (call: Call): Promise<BucketUse[]> => {
    const account = await definition.account();
    const tier = await definition.tier?.();
    const buckets: BucketUse[] = [];
    for (const name of call.operation.limits) {
      const row = definition.limits[name];
      // Also one without windows: the marketplace's word may block it, and must not block what it shares.
      if (row) buckets.push(bucketUse(definition.marketplace, account, name, row, tier, call));
    }
    return buckets;
  };

  return (next) => async (call) => {
    if (call.operation.limits.length === 0) return next(call);
    const buckets = await uses(call);
    if (buckets.length === 0) return next(call);
    const { signal, priority } = call.options;
    const lease = await limiter.acquire({
      buckets, priority: priority ?? 'normal', signal, deadlineAt: call.deadlineAt,
      onWait: (bucket, waitMs) => context.emit({ type: 'wait', operation: call.operation.name, limit: bucket, waitMs }),
    });
    const learn = (reply: WireReply, failed: boolean) => {
      const own = buckets.at(-1)?.key;
      const feedback = definition.readFeedback?.(reply, call.operation);
      if (own && feedback?.retryAfterMs !== undefined) limiter.block(own, clock.monotonic() + feedback.retryAfterMs);
      if (own && feedback?.remaining !== undefined) limiter.correct(own, feedback.remaining);
      if (!failed) return;
      for (const { key, name } of buckets) {
        const cost = definition.limits[name]?.clientErrorCost;
        // What the marketplace counted itself (X-Ratelimit-Remaining) is in `correct` already.
        if (cost && feedback?.remaining === undefined && reply.status >= 400 && reply.status < 500) limiter.charge(key, cost - 1, 'request');
      }
    };
    try {
      const reply = await next(call);
      learn(reply, false);
      for (const { key, windows } of buckets) limiter.charge(key, returnedItems(windows, reply), 'returned');
      return reply;
    } catch (error) {
      if (error instanceof ApiError) learn({ status: error.status, headers: error.headers, body: new Uint8Array() }, true);
      throw error;
    } finally {
      lease.release();
    }
  };
}

function bucketUse(marketplace: string, account: string, name: string, row: Limit, tier: string | undefined, call: Call): BucketUse {
  const tiered = tier === undefined ? undefined : row.tiers?.[tier];
  const windows = tiered ?? row.windows;
  const per = row.per ? `:${String(call.parameters.path?.[row.per] ?? '')}` : '';
  return {
    // A tier that is learnt later has windows of its own, so it has a bucket of its own.
    key: `${marketplace}:${account}:${name}${tiered ? `@${tier}` : ''}${per}`, name, windows, parallel: row.parallel,
    weights: windows.map((window) => weightBefore(window, call)),
  };
}

/** What a call costs in a window before it leaves: 1 request, its items, or nothing (charged by the answer). */
function weightBefore({ unit, items }: LimitWindow, { parameters }: Call): number {
  if (unit === 'returned') return 0;
  return unit === 'sent' ? countAt(parameters.body, items ?? '') : 1;
}

function returnedItems(windows: readonly LimitWindow[], reply: ParsedReply): number {
  const window = windows.find(({ unit }) => unit === 'returned');
  return window ? countAt(reply.value, window.items ?? '') : 0;
}

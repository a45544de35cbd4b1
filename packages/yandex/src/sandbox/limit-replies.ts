import type { Clock, Limit, Operation } from '@occwo/core';
import type { SandboxLimitState, SandboxReply } from '@occwo/core/sandbox';
import { limits } from '../generated/limits.js';
import type { Cabinet } from './cabinet.js';
import { fail } from './replies.js';

/** The headers that Market puts on every answer: size of the limit, what is left, and until when. */
export function limitHeaders(clock: Clock, { limit, remaining, retryAfterMs, resetMs }: SandboxLimitState): Readonly<Record<string, string>> {
  const until = Math.ceil((clock.now() + (retryAfterMs || resetMs)) / 1000) * 1000;
  return {
    date: new Date(clock.now()).toUTCString(),
    'x-ratelimit-resource-limit': String(limit),
    'x-ratelimit-resource-remaining': String(remaining),
    'x-ratelimit-resource-until': new Date(until).toUTCString(),
  };
}

/** Market's 420: too many units in a period, or too many requests at once. */
export function limitReached(cabinet: Cabinet, clock: Clock, state: SandboxLimitState, operation: Operation): SandboxReply {
  const rows = operation.limits.map((name) => limits[name]).filter((row) => row !== undefined);
  // Units are left and yet there is no room for a moment: it is the number of requests at once.
  const message = state.remaining > 0 && state.retryAfterMs <= 1 ? parallelMessage(cabinet, rows, operation) : periodMessage(state, rows.at(-1), operation);
  return { ...fail(420, { code: 'METHOD_FAILURE', message }), headers: limitHeaders(clock, state) };
}

function parallelMessage({ businessId, campaignId }: Cabinet, rows: readonly Limit[], { path }: Operation): string {
  const whose = path.includes('{campaignId}') ? ` for campaignId ${campaignId}` : ` for businessId ${businessId}`;
  return `Hit rate limit of ${rows.find(({ parallel }) => parallel !== undefined)?.parallel} parallel requests${whose}`;
}

function periodMessage({ limit }: SandboxLimitState, row: Limit | undefined, { path }: Operation): string {
  const minutes = (row?.windows[0]?.periodMs ?? 0) / 60_000;
  const period = minutes % 60 === 0 ? `${minutes / 60} hour` : `${minutes} minute`;
  return `Hit rate limit of ${limit} requests per ${period} for resource ${path.slice(1)}`;
}

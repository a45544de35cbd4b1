import type { LimitFeedback, WireReply } from '@occwo/core';

type Headers = WireReply['headers'];

/** A whole number out of a header; nothing when it is absent or something else. */
function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value.trim()) ? Number(value) : undefined;
}

/**
 * How long until the resource is free, by `X-RateLimit-Resource-Until` (an RFC 822 date). It is measured from the answer's own
 * `Date`, so that a clock that is wrong on our side does no harm.
 */
export function untilMs(headers: Headers, nowMs: number): number | undefined {
  const until = Date.parse(headers['x-ratelimit-resource-until'] ?? '');
  if (Number.isNaN(until)) return undefined;
  const date = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(date) ? nowMs : date));
}

/** How long a 420 asks to wait. Too many requests at once say nothing about time: undefined leaves it to the back-off. */
export function limitWaitMs(headers: Headers, message: string, nowMs: number): number | undefined {
  return /parallel requests/i.test(message) ? undefined : untilMs(headers, nowMs);
}

/** Reads the three `X-RateLimit-Resource-*` headers that Market puts on every answer. */
export function readFeedback(reply: WireReply, nowMs: number): LimitFeedback | undefined {
  const limit = count(reply.headers['x-ratelimit-resource-limit']);
  const remaining = count(reply.headers['x-ratelimit-resource-remaining']);
  if (limit === undefined && remaining === undefined) return undefined;
  const retryAfterMs = remaining === 0 ? untilMs(reply.headers, nowMs) : undefined;
  return {
    ...(remaining !== undefined && { remaining }),
    ...(limit !== undefined && { limit }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

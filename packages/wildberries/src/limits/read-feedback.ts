import type { LimitFeedback, WireReply } from '@occwo/core';

/**
 * What the headers say about limits. Every answer but 429 has `X-Ratelimit-Remaining` (what is left of the burst);
 * 429 has `X-Ratelimit-Retry` (seconds until the next try), `-Limit` (the burst) and `-Reset` (seconds until it is full).
 */
export function readFeedback(reply: WireReply): LimitFeedback | undefined {
  const wait = retryAfterMs(reply);
  if (wait !== undefined) {
    const limit = number(reply.headers['x-ratelimit-limit']);
    return { remaining: 0, retryAfterMs: wait, ...(limit !== undefined && { limit }) };
  }
  const remaining = number(reply.headers['x-ratelimit-remaining']);
  return remaining === undefined ? undefined : { remaining };
}

/** How long a 429 asks to wait, milliseconds. `Retry-After` is not documented, yet read where the right one is missing. */
export function retryAfterMs(reply: WireReply): number | undefined {
  if (reply.status !== 429) return undefined;
  const seconds = number(reply.headers['x-ratelimit-retry']) ?? number(reply.headers['retry-after']) ?? number(reply.headers['x-ratelimit-reset']);
  return seconds === undefined ? undefined : seconds * 1000;
}

function number(header: string | undefined): number | undefined {
  const value = header === undefined || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

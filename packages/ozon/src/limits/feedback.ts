import type { LimitFeedback } from '@occwo/core';

const number = (text: string | undefined): number | undefined => {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

/** An answer of which only status and headers matter. */
export interface ReplyHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * How long a refusal asks to wait, milliseconds. Ozon counts in two units: `Retry-After` in seconds (since 25 September
 * 2026) and, for limits on items, `Item-Retry-After` in minutes (until 03:00 Moscow time for the day's limit).
 */
export function retryAfterMs({ headers }: ReplyHead): number | undefined {
  const minutes = number(headers['item-retry-after']);
  if (minutes !== undefined) return minutes * 60_000;
  const seconds = number(headers['retry-after']);
  return seconds === undefined ? undefined : seconds * 1000;
}

/** What the headers of an answer tell about the limit of its method. Item limits are told by refusals alone. */
export function readFeedback(reply: ReplyHead): LimitFeedback | undefined {
  const remaining = number(reply.headers['ratelimit-remaining']);
  const wait = reply.status === 429 ? retryAfterMs(reply) : undefined;
  if (remaining === undefined && wait === undefined) return undefined;
  return { ...(remaining !== undefined && { remaining }), ...(wait !== undefined && { retryAfterMs: wait }) };
}

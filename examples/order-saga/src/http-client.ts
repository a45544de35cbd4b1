import { Refused } from '@occwo/saga';
import { correlationHeader, correlationId, withCorrelation } from './http-service.js';

/** What a step hands over of its context. */
export interface Caller {
  readonly key: string;
  readonly signal: AbortSignal;
}

/**
 * Calls a service for a step: with the step's idempotency key and the order's correlation id.
 * 4xx says that it did not happen and will not; anything else leaves it open, and the runner tries again.
 */
export async function callService<Reply>(caller: Caller, correlation: string, method: 'POST' | 'DELETE', url: string, body?: unknown): Promise<Reply> {
  const response = await withCorrelation(correlation, () =>
    fetch(url, {
      method,
      signal: caller.signal,
      headers: { 'content-type': 'application/json', 'idempotency-key': caller.key, [correlationHeader]: correlationId() },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }));
  const reply = (await response.json()) as Reply & { error?: string };
  if (response.status >= 400 && response.status < 500) throw new Refused(reply.error ?? `status ${response.status}`);
  if (!response.ok) throw new Error(reply.error ?? `status ${response.status}`);
  return reply;
}

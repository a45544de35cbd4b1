import type { SandboxLimitState, SandboxReply } from '@occwo/core/sandbox';
import { json } from '@occwo/core/sandbox';

interface Issue {
  readonly path: string;
  readonly rule: string;
}

/** An error body of the gRPC family. */
export const status = (http: number, code: number | string, message: string, headers?: Record<string, string>): SandboxReply =>
  json(http, { code, message, details: [] }, headers);

export const keysMissing = () => status(401, 16, 'Client-Id and Api-Key headers are required');

export const keyWrong = () => status(403, 7, 'Invalid Api-Key, please check the key and try again');

export const tokenWrong = () => status(401, 16, 'access token is invalid or expired');

export const methodUnknown = () => status(404, 5, 'method is not allowed');

export const invalid = (message: string) => status(400, 3, `Request validation error: ${message}`);

/** Words for a request that breaks the official schema. */
export const invalidRequest = ([first]: readonly Issue[]): SandboxReply =>
  invalid(first ? `invalid ${first.path}: ${first.rule}` : 'invalid request');

/** A refusal for speed, with the header in seconds that Ozon sends since 25 September 2026. */
export const tooFast = ({ retryAfterMs }: SandboxLimitState): SandboxReply =>
  status(429, 8, 'You have reached request rate limit per second', {
    'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
    'Ratelimit-Remaining': '0',
  });

export const limitHeaders = ({ remaining }: SandboxLimitState) => ({ 'Ratelimit-Remaining': String(remaining) });

/** A refusal for too many items: the code is a word here, and the wait is in minutes. */
export function tooManyItems(waitMs: number, remaining: number): SandboxReply {
  const message = `You have reached operation items limits. Retry after ${Math.ceil(waitMs / 1000)} seconds. Remaining ${remaining} items`;
  return status(429, 'RESOURCE_EXHAUSTED', message, {
    'Item-Retry-After': String(Math.max(1, Math.ceil(waitMs / 60_000))),
    'Item-Rate-Limit-Remaining': String(remaining),
  });
}

import { json } from '@occwo/core/sandbox';
import type { SandboxLimitState, SandboxReply } from '@occwo/core/sandbox';

/** `{ data, error, errorText, additionalErrors }`, the envelope of content. */
export function content(data: unknown): SandboxReply {
  return json(200, { data, error: false, errorText: '', additionalErrors: null });
}

export function contentError(status: number, errorText: string, additionalErrors: unknown = {}): SandboxReply {
  return json(status, { data: null, error: true, errorText, additionalErrors });
}

/** The envelope of prices, which has no additional errors. */
export function prices(data: unknown, status = 200, errorText = ''): SandboxReply {
  return json(status, { data, error: false, errorText });
}

export function pricesError(errorText: string, status = 400): SandboxReply {
  return json(status, { data: null, error: true, errorText });
}

/** `{ code, message }` of marketplace-api. */
export function marketplaceError(status: number, code: string, message: string): SandboxReply {
  return json(status, { code, message });
}

/** The gateway in front of all: who calls, and how often. */
export function gateway(status: number, title: string, detail: string, headers: Readonly<Record<string, string>> = {}): SandboxReply {
  const body = { title, detail, code: 'sandbox', requestId: '00000000000000000000000000000000', origin: 's2s-api-auth-sandbox', status, statusText: statusTexts[status] ?? title };
  return json(status, body, { 'content-type': 'application/problem+json', ...headers });
}

const statusTexts: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests' };

export function limitReached({ limit, retryAfterMs, resetMs }: SandboxLimitState): SandboxReply {
  const seconds = (milliseconds: number) => String(Math.max(1, Math.ceil(milliseconds / 1000)));
  return gateway(429, 'too many requests', 'limited by 00000000-0000-4000-8000-000000000000', {
    'X-Ratelimit-Retry': seconds(retryAfterMs),
    'X-Ratelimit-Limit': String(limit),
    'X-Ratelimit-Reset': seconds(resetMs),
  });
}

import type { ApiErrorCode } from '@occwo/core';

const codes: Readonly<Record<number, ApiErrorCode>> = {
  400: 'invalid-request', 401: 'unauthorized', 402: 'payment-required', 403: 'forbidden', 404: 'not-found',
  406: 'locked', 409: 'conflict', 410: 'obsolete-method', 413: 'too-large', 422: 'invalid-request', 423: 'locked', 429: 'rate-limited',
  // Not in the documents: the gateway's browser check answers 498 to whoever it takes for a robot.
  498: 'forbidden',
};

/** The kind of failure that a status stands for, where the body does not say it better. */
export function codeOf(status: number): ApiErrorCode {
  if (status < 400) return 'rejected';
  return codes[status] ?? (status >= 500 ? 'server-error' : 'invalid-request');
}

import type { ApiErrorCode } from '@occwo/core';

/** What each status of the API means (section 5.1 of the facts; 429, 410, 413 are not documented but cost nothing to know). */
const byStatus: Readonly<Record<number, ApiErrorCode>> = {
  400: 'invalid-request', 401: 'unauthorized', 402: 'payment-required', 403: 'forbidden', 404: 'not-found',
  405: 'invalid-request', 409: 'conflict', 410: 'obsolete-method', 413: 'too-large', 415: 'invalid-request',
  420: 'rate-limited', 422: 'invalid-request', 423: 'locked', 429: 'rate-limited',
};

/** Codes of the body that say more than their status does. */
const byVendorCode: Readonly<Record<string, ApiErrorCode>> = {
  SUBSCRIPTION_REQUIRED: 'payment-required',
  NO_ACCESS_BY_DEPRECATION_POLICY: 'obsolete-method',
  ORDER_ALREADY_EXISTS: 'conflict',
  RETURN_ALREADY_EXISTS: 'conflict',
  ALREADY_CONFIRMED: 'conflict',
  CODE_ALREADY_ACCEPTED: 'conflict',
  UNAUTHORIZED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  API_DISABLED: 'forbidden',
  LOCKED: 'locked',
  NOT_FOUND: 'not-found',
  INTERNAL_ERROR: 'server-error',
};

/**
 * The kind of a failure. A status of 420 or 5xx says all by itself; below that the body's code is more exact.
 * A 200 that carries errors is `rejected`: the request was understood and nothing of it was applied.
 */
export function failureCode(status: number, vendorCode: string | undefined, message = ''): ApiErrorCode {
  if (status >= 500 || status === 499) return 'server-error';
  if (status === 420 || status === 429) return 'rate-limited';
  if (status === 400 && /request is too big/i.test(message)) return 'too-large';
  const stated = vendorCode === undefined ? undefined : byVendorCode[vendorCode];
  if (stated) return stated;
  if (status < 400) return 'rejected';
  return byStatus[status] ?? 'invalid-request';
}

/** Codes that speak of the shop or the cabinet, not of what a request holds: splitting the request cannot help. */
const wholeRequestCodes = new Set([
  'CAMPAIGN_TYPE_NOT_SUPPORTED', 'CAMPAIGN_NOT_FOUND', 'BUSINESS_NOT_FOUND', 'PARTNER_NOT_FOUND', 'API_DISABLED',
  'RESTRICTED_BY_MARKETPLACE_REGION', 'RESTRICTED_FOR_ADVERTISER', 'ADVERTISER_STATUS_MISMATCH', 'SUBSCRIPTION_REQUIRED',
  'NO_ACCESS_BY_DEPRECATION_POLICY', 'UNSUPPORTED_MEDIA_TYPE', 'GROUPED_WAREHOUSE', 'INVALID_WAREHOUSE_ID',
]);

/** Whether a refusal holds for every item of a batch alike. */
export function concernsWholeRequest(vendorCode: string | undefined, message: string): boolean {
  return (vendorCode !== undefined && wholeRequestCodes.has(vendorCode)) || /campaign type is not allowed|not supported for market yandex go/i.test(message);
}

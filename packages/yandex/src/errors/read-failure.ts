import type { Failure, ParsedReply } from '@occwo/core';
import { limitWaitMs } from '../limits/feedback.js';
import { failureCode } from './codes.js';
import { isObject, refusedOrders, statedErrors } from './error-body.js';
import type { StatedError } from './error-body.js';
import { failureHint } from './hints.js';

const statusTexts: Readonly<Record<number, string>> = {
  401: 'the key was not accepted', 403: 'access denied', 404: 'not found', 420: 'the rate limit is reached',
  423: 'locked', 500: 'internal error of Market', 502: 'bad gateway', 503: 'Market is overloaded', 504: 'gateway timeout',
};

/**
 * Reads a failure out of an answer of Market, or nothing when it is a success. A 200 with `status: "ERROR"` is a failure:
 * offer-mappings and offer-cards answer so when one offer is bad, and then none of the batch was applied. So is a change of status of
 * which every order was refused; where some were taken it is a success, and `errorDetails` tells the others.
 *
 * @param nowMs wall time, for a 420 whose answer has no `Date` header
 */
export function readFailure(reply: ParsedReply, nowMs: number): Failure | undefined {
  const { status, value, headers } = reply;
  if (status < 400 && !(isObject(value) && value.status === 'ERROR') && !refusedOrders(value).all) return undefined;
  const errors = statedErrors(value);
  const first = errors[0];
  const message = describe(errors) ?? statusTexts[status] ?? `status ${status}`;
  const code = failureCode(status, first?.vendorCode, message);
  return {
    code,
    message,
    vendorCode: first?.vendorCode,
    field: first?.parameterId === undefined ? undefined : `parameter ${first.parameterId}`,
    requestId: headers['x-market-req-id'] ?? headers['x-request-id'],
    hint: failureHint(code, first?.vendorCode, message),
    retryAfterMs: code === 'rate-limited' ? limitWaitMs(headers, message, nowMs) : undefined,
  };
}

/** The first error in full, with its offer where it is named, and how many more there are. */
function describe(errors: readonly StatedError[]): string | undefined {
  const first = errors[0];
  if (!first) return undefined;
  const text = first.message ?? first.vendorCode;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first.offerId === undefined ? '' : `offer ${first.offerId}: `}${text}${more}`;
}

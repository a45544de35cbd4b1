import type { ApiErrorCode, Failure, Operation, ParsedReply } from '@occwo/core';
import { retryAfterMs } from '../limits/read-feedback.js';
import { readComplaint } from './families.js';
import { hintFor } from './hints.js';
import { codeOf } from './status-code.js';

/** A failure that is really another one: 200 and 400 hide refused credentials. */
const disguised: readonly (readonly [RegExp, ApiErrorCode])[] = [
  [/^(invalid token|unauthorized|authorization error)/i, 'unauthorized'],
  [/^access denied/i, 'forbidden'],
];

/**
 * Reads a failure out of any answer of Wildberries. An answer 200 is one when its envelope says `error: true` (47 operations);
 * errors of single items in a list are no failure of the call.
 */
export function readFailure(reply: ParsedReply, operation: Operation): Failure | undefined {
  if (reply.status < 400 && !isFailedEnvelope(reply.value)) return undefined;
  const complaint = readComplaint(reply.value);
  const message = complaint?.message ?? `${operation.name} answered ${reply.status}${isMarkup(reply.value) ? ' with a web page' : ''}`;
  const code = disguised.find(([pattern]) => reply.status <= 400 && pattern.test(message))?.[1] ?? codeOf(reply.status);
  return {
    code,
    message,
    vendorCode: complaint?.vendorCode,
    field: complaint?.field,
    requestId: complaint?.requestId,
    hint: hintFor(code, message, complaint?.vendorCode),
    retryAfterMs: code === 'rate-limited' ? retryAfterMs(reply) : undefined,
  };
}

/** `error` is a flag in the envelope; where it is a text (old advert statistics) it speaks of one item. */
function isFailedEnvelope(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'error' in value && value.error === true;
}

function isMarkup(value: unknown): boolean {
  return typeof value === 'string' && value.trimStart().startsWith('<');
}

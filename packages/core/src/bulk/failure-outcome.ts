import { ApiError } from '../errors/api-error.js';
import type { ApiErrorCode } from '../errors/api-error.js';
import { NetworkError, RefusedError, UnknownOutcomeError, ValidationError } from '../errors/local-errors.js';
import { OccwoError } from '../errors/occwo-error.js';
import type { OutcomeEvent, Reason } from './bulk-event.js';
import { rejected, unknown } from './outcomes.js';

/** Whether an error makes every further chunk pointless: wrong credentials, read-only mode, an abort. */
export function endsTheRun(error: unknown): boolean {
  if (error instanceof RefusedError) return error.code === 'credentials' || error.code === 'read-only' || error.code === 'aborted';
  if (error instanceof ApiError) return error.code === 'unauthorized' || error.code === 'forbidden' || error.code === 'payment-required';
  return !OccwoError.is(error);
}

/** Whether an error proves that the marketplace took nothing of what was sent. */
function provesNothingHappened(error: unknown): boolean {
  if (error instanceof ValidationError || error instanceof RefusedError) return true;
  if (error instanceof NetworkError) return !error.sent;
  if (error instanceof UnknownOutcomeError) return false;
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** What an item ends as when the call that carried it failed. */
export function outcomeOfFailure(sku: string, error: unknown): OutcomeEvent {
  const reason = reasonOf(error);
  return provesNothingHappened(error) ? rejected(sku, reason) : unknown(sku, reason);
}

/** An error as a reason, in words that may be shown. */
export function reasonOf(error: unknown): Reason {
  if (!OccwoError.is(error)) return { code: 'occwo.failure', message: error instanceof Error ? error.message : String(error) };
  const field = error instanceof ApiError ? error.field : error instanceof ValidationError ? error.issues[0]?.path : undefined;
  const code = error instanceof ApiError ? (error.vendorCode ?? error.code) : `occwo.${error.code}`;
  return { code, message: error.message, ...(field && { field }), ...(error.hint && { hint: error.hint }), ...(isTemporary(error) && { temporary: true }) };
}

const ofCircumstances = new Set<string>([
  'unauthorized', 'forbidden', 'payment-required', 'locked', 'rate-limited', 'obsolete-method', 'server-error', 'unreadable-reply',
] satisfies ApiErrorCode[]);

/** Whether an error says nothing against the items that it met: sent later, the same ones may pass. */
const isTemporary = (error: OccwoError): boolean => !(error instanceof ValidationError) && (!(error instanceof ApiError) || ofCircumstances.has(error.code));

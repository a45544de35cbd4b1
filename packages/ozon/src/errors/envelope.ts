import type { Operation } from '@occwo/core';
import type { ErrorBody } from './error-body.js';
import { isFields, readErrorBody } from './error-body.js';

type Fields = Readonly<Record<string, unknown>>;

/** Enum values that mean "no error". */
const isReason = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !/(^|_)UNSPECIFIED$/.test(value);

const statusFields = new Set(['code', 'message', 'details']);

/** A reply that is nothing but a status: its code is no 0 and no field of the operation stands beside it. */
function isBareStatus(value: Fields): boolean {
  const fields = Object.keys(value);
  const holdsStatus = fields.every((field) => statusFields.has(field)) && 'code' in value && 'message' in value;
  return (holdsStatus && value.code !== 0) || (fields.length === 1 && isFields(value.error) && 'code' in value.error);
}

/** Every reason text inside `error`, `errors` or `error_reasons`, in their order. */
function reasons(value: unknown): string[] {
  if (isReason(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(reasons);
  if (isFields(value)) return Object.values(value).flatMap(reasons);
  return [];
}

/** `errors` with one entry an item belong to the caller, item by item; a list of words or of `error_message` is for the whole. */
function wholeErrors(errors: unknown): string[] {
  if (isFields(errors)) return reasons(errors.error_reasons ?? errors.supply_error_reasons);
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((entry: unknown) => (isFields(entry) ? reasons(entry.error_message) : reasons(entry)));
}

/**
 * Finds the failure inside a reply of status 200. Ozon has several ways to say no politely: `is_error: true` (FBP),
 * `is_success: false`, `error_reasons` or `errors` without an operation id (supplies, drafts, cargoes), an `error` text
 * (carriage/cancel), or the bare error body itself. Only a write can be refused in this way: in the reply of a status
 * call the same fields describe the job that is asked about.
 */
export function readEnvelope(value: unknown, operation: Pick<Operation, 'effect'>): ErrorBody | undefined {
  if (!isFields(value)) return undefined;
  if (isBareStatus(value)) return readErrorBody(value);
  if (value.is_error === true || value.is_success === false) return refusal(reasons(value.error ?? value.errors));
  if (operation.effect !== 'write') return undefined;

  const result = isFields(value.result) ? value.result : {};
  const found = [
    ...reasons(value.error_reasons),
    ...wholeErrors(value.errors),
    ...(isReason(value.error) ? [value.error] : []),
    ...(isReason(result.error_message) ? [result.error_message] : []),
  ];
  return found.length > 0 ? refusal(found) : undefined;
}

function refusal(found: readonly string[]): ErrorBody {
  const [vendorCode] = found;
  return { message: found.length > 0 ? found.join(', ') : 'refused without a reason', ...(vendorCode && { vendorCode }) };
}

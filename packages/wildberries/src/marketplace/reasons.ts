import { OccwoError } from '@occwo/core';
import type { ApiError, Reason } from '@occwo/core';
import { hintFor } from '../errors/hints.js';

/** A refusal of our own, before anything was sent. */
export function localReason(code: string, message: string, field: string, hint: string): Reason {
  return { code: `occwo.${code}`, message, field, hint };
}

/** What the list of errors says of a card: texts without codes. */
export function refusedBy(message: string): Reason {
  return { code: 'card-refused', message, hint: 'correct the product and publish it again; the draft stands in the cabinet under "Карточки с ошибками"' };
}

/** What the marketplace said of a request, as the reason of one item. */
export function reasonOf({ error, message, code }: { readonly error: ApiError; readonly message: string; readonly code?: string | undefined }): Reason {
  const vendorCode = code ?? error.vendorCode;
  return {
    code: vendorCode ?? error.code,
    // The error names the call that failed; the item's reason is what the marketplace said.
    message: message.replace(`${error.marketplace} ${error.operation}: `, ''),
    ...(error.field !== undefined && { field: error.field }),
    hint: hintFor(error.code, message, vendorCode),
    // A warehouse that is being changed, a refusal for speed: nothing is said against the item.
    ...((error.retryable || ['StoreIsProcessing', 'WarehouseStocksUpdateBlock'].includes(vendorCode ?? '')) && { temporary: true }),
  };
}

/** Why nobody knows what became of an item that was sent. */
export function doubtOf(error: unknown): Reason {
  const hint = 'read it back at the marketplace before you send it again';
  if (!OccwoError.is(error)) return { code: 'occwo.failure', message: error instanceof Error ? error.message : String(error), hint };
  return { code: `occwo.${error.code}`, message: error.message, hint };
}

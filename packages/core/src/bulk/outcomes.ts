import type { AcceptedEvent, Reason, RejectedEvent, UnknownEvent } from './bulk-event.js';
import type { ExternalIds } from '../marketplace/marketplace.js';

/** Code of the reason why the second of two items with one SKU is rejected. */
export const duplicateSku = 'occwo.duplicate-sku';

/** @example yield accepted('A-1', { productId: '42' }) */
export function accepted(sku: string, externalIds?: ExternalIds, warnings?: readonly Reason[]): AcceptedEvent {
  return { type: 'accepted', sku, ...(externalIds && { externalIds }), ...(warnings?.length && { warnings }) };
}

/** @example yield rejected('A-1', { code: 'BARCODE_INVALID', message: 'wrong check digit', field: 'barcode' }) */
export function rejected(sku: string, ...reasons: readonly Reason[]): RejectedEvent {
  return { type: 'rejected', sku, reasons };
}

/** @example yield unknown('A-1', { code: 'occwo.no-answer', message: 'the answer was lost' }) */
export function unknown(sku: string, reason: Reason): UnknownEvent {
  return { type: 'unknown', sku, reason };
}

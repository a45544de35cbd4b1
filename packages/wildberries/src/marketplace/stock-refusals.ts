import { OccwoError } from '@occwo/core';
import type { ApiError } from '@occwo/core';
import type { Blame } from './send-splitting.js';
import type { StockEntry } from './set-stocks.js';

/** One entry of the array that PUT stocks answers with a 409. */
interface StockRefusal {
  readonly code?: string;
  readonly message?: string;
  readonly data?: readonly { readonly chrtId?: number; readonly sku?: string; readonly amount?: number }[] | null;
}

/** Whether the warehouse is being changed; some minutes later the same request passes. */
export function isBusy(error: unknown): boolean {
  return OccwoError.is(error) && ['StoreIsProcessing', 'WarehouseStocksUpdateBlock'].includes((error as ApiError).vendorCode ?? '');
}

/** Rows that a 409 names: by the size's id, or by `sku`, which then holds that id as text. */
export function blameStocks({ body }: ApiError, entries: readonly StockEntry[]): Map<StockEntry, Blame> {
  const guilty = new Map<StockEntry, Blame>();
  if (!Array.isArray(body)) return guilty;
  for (const { code, message, data } of body as readonly StockRefusal[]) {
    const named = new Set((data ?? []).flatMap(({ chrtId, sku }) => [String(chrtId ?? ''), sku ?? '']).filter((id) => id !== '' && id !== '0'));
    for (const entry of entries) {
      if (named.has(String(entry.row.chrtId)) && !guilty.has(entry)) guilty.set(entry, { message: message || code || 'refused', code });
    }
  }
  return guilty;
}

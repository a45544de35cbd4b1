import type { OutcomeEvent, PriceUpdate, PricesPort } from '@occwo/core';
import { rejected, runBulk } from '@occwo/core/client';
import { priceFields } from './amounts.js';
import type { OzonCalls } from './calls.js';
import { reasonOfError } from './reasons.js';
import { splitRefused } from './split-refused.js';
import { outcomeOfUpdate } from './update-outcome.js';
import type { PriceItem } from './wire.js';

/** Prices a call of `POST /v1/product/import/prices`. One product can change its price ten times an hour. */
const batch = 1000;

/** Sets prices; Ozon answers at once, item by item. */
export function pricesPort(calls: Pick<OzonCalls, 'setPrices'>): PricesPort {
  return {
    set: (items, options) =>
      runBulk<PriceUpdate>(
        items,
        { chunkSize: batch, sku: ({ sku }) => sku, send: (chunk, { signal }) => setChunk(chunk, calls, signal) },
        options,
      ),
  };
}

async function* setChunk(updates: readonly PriceUpdate[], calls: Pick<OzonCalls, 'setPrices'>, signal?: AbortSignal): AsyncGenerator<OutcomeEvent> {
  const ready: PriceItem[] = [];
  for (const { sku, ...price } of updates) {
    try {
      ready.push({ offer_id: sku, ...priceFields(price) });
    } catch (error) {
      const hint = 'write roubles and kopecks, like 1490.50';
      yield rejected(sku, { code: 'occwo.price-inexact', message: (error as Error).message, field: 'price', hint });
    }
  }
  if (ready.length === 0) return;
  const send = async function* (part: readonly PriceItem[]): AsyncGenerator<OutcomeEvent> {
    for (const result of await calls.setPrices(part, signal)) yield outcomeOfUpdate(result.offer_id ?? '', result);
  };
  yield* splitRefused(ready, send, ({ offer_id }, error) => rejected(offer_id, reasonOfError(error)));
}

import type { PriceUpdate, PricesPort, Reason } from '@occwo/core';
import { accepted, rejected, runBulk } from '@occwo/core/client';
import type { YandexClient } from '../client/yandex-client.js';
import type { PriceUpdateBusinessBody } from '../generated/methods/prices.js';
import { oneOffer } from './one-offer.js';
import { priceFields } from './price-fields.js';
import type { PriceResult } from './price-fields.js';
import { sendAllOrNothing } from './send-batch.js';

const offersPerRequest = 500;

interface Prepared {
  readonly offerId: string;
  readonly price: NonNullable<PriceResult['fields']>;
  readonly warnings: readonly Reason[];
}

/**
 * Prices that hold in all shops of the cabinet. VAT is no part of them: it stands in the cabinet, and only the shop-level method takes it.
 * `minPrice` goes out as the lowest price for the bestsellers promotion; leaving it out deletes an earlier one.
 */
export function pricesPort(client: YandexClient): PricesPort {
  const senderOf = (signal: AbortSignal) => ({
    sku: ({ offerId }: Prepared) => offerId,
    body: (offers: readonly Prepared[]) => ({ offers: offers.map(({ offerId, price }) => ({ offerId, price })) }),
    send: (body: PriceUpdateBusinessBody) => client.prices.updateBusiness(body, { signal }),
    taken: ({ offerId, warnings }: Prepared) => accepted(offerId, undefined, warnings),
  });
  return {
    set: (items, options) => runBulk<PriceUpdate>(items, {
      chunkSize: offersPerRequest,
      sku: ({ sku }) => sku,
      async *send(chunk, { signal }) {
        const ready: Prepared[] = [];
        const twice = oneOffer();
        for (const update of chunk) {
          const { fields, warnings, reasons } = priceFields(update);
          const problem = twice(update.sku);
          if (problem) yield rejected(update.sku, problem);
          else if (fields) ready.push({ offerId: update.sku, price: fields, warnings });
          else yield rejected(update.sku, ...reasons);
        }
        yield* sendAllOrNothing(ready, senderOf(signal));
      },
    }, options),
  };
}

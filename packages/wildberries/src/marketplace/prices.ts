import { runBulk } from '@occwo/core/client';
import type { PricesPort } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { CardDirectory } from './card-directory.js';
import { contentCalls } from './content-calls.js';
import type { WildberriesMapping } from './mapping.js';
import type { Patience } from './port-options.js';
import { priceCalls } from './price-calls.js';
import { setPrices } from './set-prices.js';

const chunkSize = 1000;

/** Prices by upload task; each good's own result is read back. `minPrice` has no field at Wildberries and is not sent. */
export function pricesPort(client: WildberriesClient, mapping: WildberriesMapping, patience: Patience): PricesPort {
  return {
    set(items, options) {
      let directory: CardDirectory | undefined;
      return runBulk(
        items,
        {
          chunkSize,
          sku: ({ sku }) => sku,
          send: (chunk, { signal }) => {
            directory ??= new CardDirectory(contentCalls(client, { signal }));
            return setPrices(chunk, { calls: priceCalls(client, { signal }), directory, patience, signal, currency: mapping.currency ?? 'RUB' });
          },
        },
        options,
      );
    },
    basisOf: () => mapping.currency,
  };
}

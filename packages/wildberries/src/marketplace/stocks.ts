import { runBulk } from '@occwo/core/client';
import type { StocksPort } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { CardDirectory } from './card-directory.js';
import { contentCalls } from './content-calls.js';
import type { WildberriesMapping } from './mapping.js';
import type { Patience } from './port-options.js';
import { setStocks } from './set-stocks.js';
import { stockCalls } from './stock-calls.js';
import { warehouseFinder } from './warehouse-finder.js';

const chunkSize = 1000;

/** Stocks of the seller's own warehouses, by size; an item is one SKU in one warehouse. */
export function stocksPort(client: WildberriesClient, mapping: WildberriesMapping, patience: Patience): StocksPort {
  return {
    set(items, options) {
      let directory: CardDirectory | undefined;
      const warehouseOf = warehouseFinder(mapping, () => stockCalls(client).warehouses());
      return runBulk(
        items,
        {
          chunkSize,
          sku: ({ sku }) => sku,
          repeats: true,
          send: (chunk, { signal }) => {
            directory ??= new CardDirectory(contentCalls(client, { signal }));
            return setStocks(chunk, { calls: stockCalls(client, { signal }), directory, patience, signal, warehouseOf });
          },
        },
        options,
      );
    },
    basisOf: ({ warehouse = 'main' }) => mapping.warehouses?.[warehouse],
  };
}

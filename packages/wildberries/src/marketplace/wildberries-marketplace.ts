import type { Marketplace } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { catalogPort } from './catalog.js';
import type { WildberriesMapping } from './mapping.js';
import { patience } from './port-options.js';
import type { PortOptions } from './port-options.js';
import { pricesPort } from './prices.js';
import { stocksPort } from './stocks.js';

/**
 * The port of Wildberries: cards, prices and stocks in the form that all marketplaces share.
 *
 * @example
 * const marketplace = wildberriesMarketplace(createWildberries(), { categories: { '*': { subjectId: 192 } } });
 * for await (const event of marketplace.catalog.publish(products)) {
 *   if (event.type === 'rejected') console.log(event.sku, event.reasons);
 * }
 */
export function wildberriesMarketplace(client: WildberriesClient, mapping: WildberriesMapping, options?: PortOptions): Marketplace {
  const waiting = patience(options);
  return {
    name: 'wildberries',
    catalog: catalogPort(client, mapping, waiting),
    prices: pricesPort(client, mapping, waiting),
    stocks: stocksPort(client, mapping, waiting),
  };
}

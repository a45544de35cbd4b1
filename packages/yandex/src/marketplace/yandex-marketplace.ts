import type { Clock, Marketplace } from '@occwo/core';
import type { YandexClient } from '../client/yandex-client.js';
import { catalogPort } from './catalog.js';
import type { YandexMapping } from './mapping.js';
import { pricesPort } from './prices.js';
import { stocksPort } from './stocks.js';

export interface YandexMarketplaceOptions {
  /** Default: the system's clock. */
  readonly clock?: Clock;
}

/**
 * Yandex Market behind the port that all marketplaces share: cards, prices and stocks of one cabinet. What Market accepts shows up in the
 * shop some minutes later.
 *
 * @param client from {@link createYandex}, with `businessId`, and `campaignId` for stocks
 * @example
 * const market = yandexMarketplace(createYandex(), { categories: { '*': { marketCategoryId: 7811944 } } });
 * for await (const event of market.catalog.publish(products)) console.log(event);
 */
export function yandexMarketplace(client: YandexClient, mapping: YandexMapping, options: YandexMarketplaceOptions = {}): Marketplace {
  return {
    name: 'yandex',
    catalog: catalogPort(client, mapping, options.clock),
    prices: pricesPort(client),
    stocks: stocksPort(client, mapping),
  };
}

import type { Clock, Marketplace } from '@occwo/core';
import { systemClock } from '@occwo/core';
import type { OzonRequester } from './calls.js';
import { ozonCalls } from './calls.js';
import { catalogPort } from './catalog.js';
import { categoryDirectory } from './category-directory.js';
import { ImportQuota } from './import-quota.js';
import type { OzonMapping } from './mapping.js';
import { OpenTasks } from './open-tasks.js';
import { pricesPort } from './prices.js';
import { stocksPort } from './stocks.js';
import { warehouseFinder } from './warehouses.js';

export interface OzonMarketplaceOptions {
  /** So long an import task is asked for before its items end as unknown, milliseconds. Default: 600 000. */
  readonly taskDeadlineMs?: number;
  /**
   * So long an import waits for the account's quotas of items (cards a minute, new and changed cards a day) before its items are
   * rejected unsent, milliseconds. Each wait is told as a `paused` event. Infinity waits for the next day. Default: 900 000.
   */
  readonly quotaWaitMs?: number;
  /** Hand in the client's clock if that has one of its own. */
  readonly clock?: Clock;
}

/**
 * Ozon behind the port that all marketplaces share. Cards go by `POST /v3/product/import` (100 at once) and end when
 * their task does; prices by 1000, stocks by 100 pairs. Publishing the same catalogue again ends the same.
 *
 * @example
 * const ozon = ozonMarketplace(createOzon(), { categories: { '*': { descriptionCategoryId: 17027904, typeId: 93244 } } });
 * for await (const event of ozon.catalog.publish(products)) if (event.type === 'rejected') console.log(event.sku, event.reasons);
 */
export function ozonMarketplace(client: OzonRequester, mapping: OzonMapping, options: OzonMarketplaceOptions = {}): Marketplace {
  const { clock = systemClock, taskDeadlineMs = 600_000, quotaWaitMs = 900_000 } = options;
  const calls = ozonCalls(client);
  return {
    name: 'ozon',
    catalog: catalogPort({
      calls, mapping, clock, taskDeadlineMs, quotaWaitMs,
      directory: categoryDirectory(calls), quota: new ImportQuota(calls, clock), tasks: new OpenTasks(),
    }),
    prices: pricesPort(calls),
    stocks: stocksPort({
      calls, clock,
      findWarehouse: warehouseFinder(calls, mapping),
      basisOf: ({ warehouse = 'main' }) => mapping.warehouses?.[warehouse] ?? mapping.warehouses?.['*'],
    }),
  };
}

import type { BulkEvent, BulkOptions } from '../bulk/bulk-event.js';
import type { Price, Product } from '../model/product.js';

/** Ids that a marketplace gave an item (`productId`, `nmId`, `chrtId` …), as text. Later calls are cheaper with them. */
export type ExternalIds = Readonly<Record<string, string>>;

/** A new price of one SKU. */
export interface PriceUpdate extends Price {
  readonly sku: string;
  readonly externalIds?: ExternalIds;
}

/** How many pieces of one SKU lie in one warehouse of the seller. */
export interface StockUpdate {
  readonly sku: string;
  /** The seller's own warehouse name; the mapping says which of the marketplace's it is. Default: `main`. */
  readonly warehouse?: string;
  readonly count: number;
  readonly externalIds?: ExternalIds;
}

export type Items<Item> = AsyncIterable<Item> | Iterable<Item>;

/** Product cards. */
export interface CatalogPort {
  /**
   * Creates or updates cards. Every item ends as exactly one `accepted`, `rejected` or `unknown` event,
   * in the order in which the marketplace decides; memory is chunk × concurrency whatever the length of the input.
   */
  publish(items: Items<Product>, options?: BulkOptions): AsyncIterable<BulkEvent>;
}

/** Prices. The same promise as {@link CatalogPort.publish}: one outcome an item. */
export interface PricesPort {
  set(items: Items<PriceUpdate>, options?: BulkOptions): AsyncIterable<BulkEvent>;
}

/** Stocks of the seller's own warehouses. One outcome an item. */
export interface StocksPort {
  set(items: Items<StockUpdate>, options?: BulkOptions): AsyncIterable<BulkEvent>;
}

/** What all marketplaces have in common. A fourth marketplace is a fourth package that implements this. */
export interface Marketplace {
  /** `ozon`, `wildberries`, `yandex`. */
  readonly name: string;
  readonly catalog: CatalogPort;
  readonly prices: PricesPort;
  readonly stocks: StocksPort;
}

import type { BulkEvent, BulkOptions, OutcomeEvent } from '../bulk/bulk-event.js';
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

/**
 * An item whose publication ended unknown: the product as it was sent, or its SKU where no more is known. `task` is the marketplace's
 * number of the task that worked on it, where one is known.
 */
export type InDoubt = (Product | { readonly sku: string }) & { readonly task?: string };

export interface ReconcileOptions {
  /**
   * When the publication began, milliseconds since 1970 (UTC). A card that was last changed before it does not show the
   * publication, and stays unknown. Default: any card will do.
   */
  readonly since?: number;
  readonly signal?: AbortSignal;
}

/** Product cards. */
export interface CatalogPort {
  /**
   * Creates or updates cards. Every item ends as exactly one `accepted`, `rejected` or `unknown` event,
   * in the order in which the marketplace decides; memory is chunk × concurrency whatever the length of the input.
   */
  publish(items: Items<Product>, options?: BulkOptions): AsyncIterable<BulkEvent>;
  /**
   * Reads what became of items that ended `unknown`, and changes nothing. One outcome an item: `accepted` (the card shows it, with
   * its ids), `rejected` (the marketplace names what is wrong with it) or still `unknown`, `underWay` where the marketplace says that it
   * is at work on it. Missing where a marketplace has no such read.
   *
   * @example
   * for await (const event of marketplace.catalog.reconcile?.(lost, { since: startedAt }) ?? []) console.log(event.sku, event.type);
   */
  reconcile?(items: Items<InDoubt>, options?: ReconcileOptions): AsyncIterable<OutcomeEvent>;
  /** What beside the product decides what is sent for it, like the mapping of its category. When that changes, so does what a ledger compares. */
  basisOf?(product: Product): unknown;
}

/** Prices. The same promise as {@link CatalogPort.publish}: one outcome an item. */
export interface PricesPort {
  set(items: Items<PriceUpdate>, options?: BulkOptions): AsyncIterable<BulkEvent>;
  /** What beside the update decides what is sent for it; see {@link CatalogPort.basisOf}. */
  basisOf?(update: PriceUpdate): unknown;
}

/** Stocks of the seller's own warehouses. One outcome an item. */
export interface StocksPort {
  set(items: Items<StockUpdate>, options?: BulkOptions): AsyncIterable<BulkEvent>;
  /** What beside the update decides what is sent for it; see {@link CatalogPort.basisOf}. */
  basisOf?(update: StockUpdate): unknown;
}

/** What all marketplaces have in common. A fourth marketplace is a fourth package that implements this. */
export interface Marketplace {
  /** `ozon`, `wildberries`, `yandex`. */
  readonly name: string;
  readonly catalog: CatalogPort;
  readonly prices: PricesPort;
  readonly stocks: StocksPort;
}

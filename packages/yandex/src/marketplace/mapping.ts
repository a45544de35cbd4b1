import type { CategoryMappings, ProductDefaults } from '@occwo/core';

/** The key of a category at Market: a leaf of `POST /v2/categories/tree`. */
export interface YandexCategory {
  readonly marketCategoryId: number;
}

/**
 * Where the stock of one of the seller's warehouses goes: a shop (a campaign id, also as a bare number), or a warehouse of the cabinet.
 * A cabinet with warehouse groups takes stocks by shop only, and for one warehouse of each group.
 */
export type YandexWarehouse = number | { readonly campaignId: number } | { readonly warehouseId: number };

/**
 * How a company's catalogue maps to Yandex Market.
 *
 * @example
 * const mapping: YandexMapping = {
 *   categories: {
 *     'Одежда > Футболки': { marketCategoryId: 7811944, attributes: { Цвет: { attribute: 'Цвет' }, 'Номер карточки': 'group' } },
 *   },
 *   warehouses: { main: 21001234 },
 * };
 */
export interface YandexMapping {
  /**
   * By category of the catalogue. Keys of `attributes` are parameter ids or names as the category lists them; values of a list are sought
   * in the list by their text.
   */
  readonly categories: CategoryMappings<YandexCategory>;
  /** What any product may lack; a category's own defaults win. */
  readonly defaults?: ProductDefaults;
  /** By the seller's own warehouse name. Default: `main` is the client's `campaignId`. */
  readonly warehouses?: Readonly<Record<string, YandexWarehouse>>;
}

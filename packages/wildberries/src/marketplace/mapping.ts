import type { AttributeSource, CategoryMappings, Currency, ProductDefaults } from '@occwo/core';

/** A category of Wildberries ("предмет") and what its cards need beyond characteristics. */
export interface WildberriesCategory {
  /** Id of the subject: `GET /content/v2/object/all` lists them. */
  readonly subjectId: number;
  /** Title of the card, at most 60 characters. Default: the product's name. */
  readonly title?: AttributeSource;
  /** Maker's size (`XL`, `42`) for goods that have sizes. Default: none, the card has no size. */
  readonly size?: AttributeSource;
  /** The same size in the Russian scale (`48-50`). */
  readonly russianSize?: AttributeSource;
}

/**
 * How a seller's catalogue becomes cards, prices and stocks of Wildberries.
 *
 * @example
 * const mapping: WildberriesMapping = {
 *   categories: {
 *     'Одежда > Футболки': { subjectId: 192, size: { attribute: 'Размер' }, attributes: { Цвет: { attribute: 'Цвет' } } },
 *   },
 *   warehouses: { main: 1234567 },
 * };
 */
export interface WildberriesMapping {
  /** Subject by category of the catalogue. `attributes` are keyed by the characteristic's id or its exact name. */
  readonly categories: CategoryMappings<WildberriesCategory>;
  /** What the catalogue leaves out, for all categories. */
  readonly defaults?: ProductDefaults;
  /** Id of the seller's warehouse at Wildberries by its name in the catalogue. Default: `main` is the only one there is. */
  readonly warehouses?: Readonly<Record<string, number>>;
  /** Currency of the seller's cabinet; a price in another one is refused before it is sent. Default: RUB. */
  readonly currency?: Currency;
  /**
   * When photos are sent: to cards that have none (`missing`, default), `always`, or `never`. They cost one request
   * a card at 100 a minute, replace all that the card has, and a bad link spoils all of them without an error.
   */
  readonly photos?: 'missing' | 'always' | 'never';
}

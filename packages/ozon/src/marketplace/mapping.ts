import type { CategoryMappings, ProductDefaults } from '@occwo/core';

/** Ozon's key of a category: both numbers come from `POST /v1/description-category/tree`. */
export interface OzonCategory {
  /** Id of the category of the last level. */
  readonly descriptionCategoryId: number;
  /** Id of the product type inside it. */
  readonly typeId: number;
}

/**
 * How a catalogue becomes Ozon's.
 *
 * @example
 * const mapping: OzonMapping = {
 *   categories: {
 *     'Одежда > Футболки': {
 *       descriptionCategoryId: 17027904, typeId: 93244,
 *       attributes: { Цвет: { attribute: 'Цвет' }, 4295: { attribute: 'Размер' } },
 *     },
 *   },
 *   warehouses: { main: 22142605386000 },
 * };
 */
export interface OzonMapping {
  /**
   * By category of the catalogue. Keys of `attributes` are Ozon's attribute ids or names; a value is looked up in the
   * attribute's dictionary, if it has one. Brand (85, 31), annotation (4191) and the model's name that joins variants
   * (9048) are filled by themselves where the category has them and the mapping says nothing.
   */
  readonly categories: CategoryMappings<OzonCategory>;
  /** What the catalogue leaves out, for every category that has no default of its own. */
  readonly defaults?: ProductDefaults;
  /**
   * The seller's warehouse → `warehouse_id` of Ozon; `'*'` serves the rest. Without it, stocks go to the one warehouse
   * of the account, if there is only one.
   */
  readonly warehouses?: Readonly<Record<string, number | string>>;
}

import type { Dimensions, Product, Vat } from '../model/product.js';

/**
 * Where the value of a marketplace's attribute comes from:
 * a field of the product (`'brand'`, `'name'`, `'vendorCode'`, `'countryOfOrigin'` …), an attribute of the catalogue
 * (`{ attribute: 'Цвет' }`), a fixed value (`{ value: 'Нет бренда' }`), the marketplace's dictionary id
 * (`{ dictionaryId: 971082156, value: 'Россия' }`), or a function of the product.
 */
export type AttributeSource =
  | 'name' | 'description' | 'brand' | 'vendorCode' | 'sku' | 'countryOfOrigin' | 'group'
  | { readonly attribute: string; readonly default?: string }
  | { readonly value: string | number | readonly string[] }
  | { readonly dictionaryId: number; readonly value?: string }
  | ((product: Product) => string | readonly string[] | undefined);

/** What the catalogue leaves out and the marketplace demands. */
export interface ProductDefaults {
  readonly weightG?: number;
  readonly dimensions?: Dimensions;
  readonly vat?: Vat;
  readonly brand?: string;
  readonly countryOfOrigin?: string;
}

/** How one category of the catalogue maps to a marketplace's. `Target` is the marketplace's own key of a category. */
export type CategoryMapping<Target> = Target & {
  /** Attribute id or name at the marketplace → where its value comes from. */
  readonly attributes?: Readonly<Record<string, AttributeSource>>;
  readonly defaults?: ProductDefaults;
};

/**
 * By category of the catalogue: its id, its name, or its whole path joined by ` > `. The path wins over the id, the id
 * over the name; a parent's entry serves its children; `'*'` serves the rest.
 */
export type CategoryMappings<Target> = Readonly<Record<string, CategoryMapping<Target>>>;

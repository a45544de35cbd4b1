import type { Money } from './money.js';

/** A category of the seller's own catalogue. */
export interface Category {
  readonly id: string;
  readonly name: string;
  /** Names from the root down to this one. */
  readonly path: readonly string[];
}

/** VAT in percent; `none` for those who do not pay it. 20 became 22 on 2026-01-01. */
export type Vat = 'none' | 0 | 5 | 7 | 10 | 20 | 22;

/** Outer size of one packed piece, whole millimetres. */
export interface Dimensions {
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A characteristic under the seller's own name (`Цвет`), with one value or more. */
export interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
  readonly unit?: string;
}

/** Where an item came from, so that a message can name the place. */
export interface ItemSource {
  readonly file?: string;
  readonly line?: number;
}

/** One sellable thing, known by the seller's own `sku`. What every marketplace's card is made from. */
export interface Product {
  /** The seller's article: unique, stable, exact (`0557722` is not `557722`). */
  readonly sku: string;
  readonly name: string;
  readonly description?: string;
  readonly brand?: string;
  /** The maker's article. */
  readonly vendorCode?: string;
  readonly category: Category;
  readonly barcodes: readonly string[];
  /** Absolute URLs, the main photo first. */
  readonly photos: readonly string[];
  readonly dimensions?: Dimensions;
  /** Gross weight of one packed piece, whole grams. */
  readonly weightG?: number;
  readonly vat?: Vat;
  readonly attributes: readonly Attribute[];
  /** Products with the same group are variants of one model (colours, sizes). */
  readonly group?: string;
  readonly countryOfOrigin?: string;
  readonly url?: string;
  readonly price?: Price;
  /** Pieces at hand, by the seller's warehouse (`main` where there is only one). */
  readonly stock?: Readonly<Record<string, number>>;
  readonly source?: ItemSource;
}

/** What one piece costs. */
export interface Price {
  readonly price: Money;
  /** The price before the discount, shown crossed out; greater than `price`. */
  readonly oldPrice?: Money;
  /** The lowest price that promotions may bring it to. */
  readonly minPrice?: Money;
}

import type { Attribute, Category } from '@occwo/core';

/** An item as its file has it: texts, not yet checked. Every reader makes these; {@link toProduct} checks them. */
export interface RawProduct {
  sku?: string | undefined;
  name?: string | undefined;
  description?: string | undefined;
  brand?: string | undefined;
  vendorCode?: string | undefined;
  category?: Category | undefined;
  barcodes?: readonly string[] | undefined;
  photos?: readonly string[] | undefined;
  price?: string | undefined;
  oldPrice?: string | undefined;
  minPrice?: string | undefined;
  currency?: string | undefined;
  vat?: string | undefined;
  weightG?: string | undefined;
  weightKg?: string | undefined;
  lengthMm?: string | undefined;
  widthMm?: string | undefined;
  heightMm?: string | undefined;
  lengthCm?: string | undefined;
  widthCm?: string | undefined;
  heightCm?: string | undefined;
  /** Pieces by warehouse. */
  stock?: Readonly<Record<string, string>> | undefined;
  group?: string | undefined;
  countryOfOrigin?: string | undefined;
  url?: string | undefined;
  attributes?: readonly Attribute[] | undefined;
}

/** A category from text such as `Одежда > Футболки`; without an id of its own the text is the id. */
export function categoryFromText(text: string | undefined, id: string | undefined): Category | undefined {
  const path = (text ?? '').split(/\s*>\s*/).map((name) => name.trim()).filter((name) => name !== '');
  const name = path.at(-1) ?? id;
  if (!name) return undefined;
  return { id: id || path.join(' > '), name, path: path.length > 0 ? path : [name] };
}

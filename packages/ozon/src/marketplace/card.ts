import type { Category, Product, Reason } from '@occwo/core';
import { findMapping, withDefaults } from '@occwo/core/client';
import type { PriceFields } from './amounts.js';
import { priceFields, vatRate } from './amounts.js';
import { cardAttributes } from './attributes.js';
import type { CategoryDirectory } from './category-directory.js';
import type { OzonMapping } from './mapping.js';
import type { ImportItem } from './wire.js';

/** A card ready to be sent, or why there is none. */
export type Card =
  | { readonly sku: string; readonly item: ImportItem; readonly warnings: readonly Reason[] }
  | { readonly sku: string; readonly reasons: readonly Reason[] };

/** Makes Ozon's card of a product. What Ozon itself can judge is left to Ozon. */
export async function cardOf(product: Product, mapping: OzonMapping, directory: CategoryDirectory): Promise<Card> {
  const { sku } = product;
  const category = findMapping(mapping.categories, product.category);
  if (!category) return { sku, reasons: [mappingMissing(product.category)] };
  const price = pricesOf(product);
  if ('reason' in price) return { sku, reasons: [price.reason] };
  const full = withDefaults(withDefaults(product, category.defaults), mapping.defaults);
  const found = await cardAttributes(full, category, directory);
  if ('reasons' in found) return { sku, reasons: found.reasons };

  const item: ImportItem = {
    offer_id: sku,
    name: full.name,
    description_category_id: category.descriptionCategoryId,
    type_id: category.typeId,
    ...price.fields,
    ...(full.vat !== undefined && { vat: vatRate(full.vat) }),
    ...barcodeOf(full),
    ...photosOf(full),
    ...sizeOf(full),
    attributes: found.attributes,
  };
  return { sku, item, warnings: barcodesLeftOut(full) };
}

function mappingMissing({ id, name, path }: Category): Reason {
  const whole = path.join(' > ') || name;
  return {
    code: 'occwo.mapping-missing',
    message: `the category "${whole}" (id ${id}) is not mapped to a category of Ozon; nothing was sent`,
    field: 'category',
    hint: `add categories['${whole}'] with descriptionCategoryId and typeId to the mapping of ozon`,
  };
}

/** The import takes no `min_price`: that belongs to the prices. */
function pricesOf({ price }: Product): { readonly fields: Omit<PriceFields, 'min_price'> } | { readonly reason: Reason } {
  if (!price) {
    const hint = 'Ozon takes no card without a price: add it to the catalogue';
    return { reason: { code: 'occwo.price-missing', message: 'the product has no price; nothing was sent', field: 'price', hint } };
  }
  try {
    const { min_price: _, ...fields } = priceFields(price);
    return { fields };
  } catch (error) {
    const hint = 'write roubles and kopecks, like 1490.50';
    return { reason: { code: 'occwo.price-inexact', message: (error as Error).message, field: 'price', hint } };
  }
}

function barcodeOf({ barcodes: [barcode] }: Product): Pick<ImportItem, 'barcode'> {
  return barcode === undefined ? {} : { barcode };
}

function barcodesLeftOut({ barcodes }: Product): readonly Reason[] {
  if (barcodes.length < 2) return [];
  const message = `Ozon takes one barcode with a card: ${barcodes[0]} was sent, ${barcodes.slice(1).join(', ')} not`;
  return [{ code: 'occwo.barcodes-left-out', message, field: 'barcodes', hint: 'add the others by POST /v1/barcode/add once the card has its SKU' }];
}

/** The first photo is the main one; with it named, `images` takes the other 29. */
function photosOf({ photos: [main, ...others] }: Product): Pick<ImportItem, 'primary_image' | 'images'> {
  return main === undefined ? {} : { primary_image: main, images: others };
}

function sizeOf({ dimensions, weightG }: Product): Partial<ImportItem> {
  return {
    ...(dimensions && { depth: dimensions.lengthMm, width: dimensions.widthMm, height: dimensions.heightMm, dimension_unit: 'mm' }),
    ...(weightG !== undefined && { weight: weightG, weight_unit: 'g' }),
  };
}

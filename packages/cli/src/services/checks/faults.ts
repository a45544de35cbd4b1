import { compareMoney } from '@occwo/core';
import type { CategoryMapping, CategoryMappings, Product, ProductDefaults, Reason } from '@occwo/core';
import { attributeValues, findMapping, withDefaults } from '@occwo/core/client';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { MessageKey, MessageValues } from '../../messages/translate.js';

/** What is held against one product, gathered. */
export class Faults {
  readonly reasons: Reason[] = [];

  constructor(private readonly language: Language) {}

  add(code: Extract<MessageKey, `check.${string}`>, field: string, values: MessageValues = {}): void {
    this.reasons.push({ code: `occwo.${code.slice('check.'.length)}`, field, message: translate(this.language, code, { field, ...values }) });
  }
}

/** The mapping of a product's category, and the product with what the mapping fills in. Undefined, and a fault, without one. */
export function mapped<Target>(
  product: Product, mapping: { readonly categories: CategoryMappings<Target>; readonly defaults?: ProductDefaults }, faults: Faults,
): { readonly category: CategoryMapping<Target>; readonly full: Product } | undefined {
  const category = findMapping(mapping.categories, product.category);
  if (!category) {
    faults.add('check.mapping-missing', 'category', { category: product.category.path.join(' > ') || product.category.name });
    return undefined;
  }
  return { category, full: withDefaults(product, { ...mapping.defaults, ...category.defaults }) };
}

/** Checks that all three marketplaces share: barcodes, price, photos, and attributes that the mapping takes from the catalogue. */
export function commonFaults(product: Product, category: CategoryMapping<unknown>, faults: Faults): void {
  for (const barcode of product.barcodes) if (!isBarcode(barcode)) faults.add('check.barcode-wrong', 'barcodes', { barcode });
  priceFaults(product, faults);
  if (product.photos.length === 0) faults.add('check.photos-missing', 'photos');
  if (product.photos.length > 30) faults.add('check.photos-many', 'photos', { count: product.photos.length, limit: 30 });
  for (const [name, source] of Object.entries(category.attributes ?? {})) {
    const fromCatalogue = typeof source === 'object' && 'attribute' in source;
    if (fromCatalogue && attributeValues(source, product).length === 0) faults.add('check.attribute-missing', name, { attribute: source.attribute });
  }
}

function priceFaults({ price }: Product, faults: Faults): void {
  if (!price || !(Number(price.price.amount) > 0)) {
    faults.add('check.price-missing', 'price');
    return;
  }
  const { oldPrice } = price;
  if (oldPrice && (oldPrice.currency !== price.price.currency || compareMoney(oldPrice, price.price) <= 0)) faults.add('check.old-price-low', 'oldPrice');
}

export function tooLong(text: string | undefined, limit: number, field: string, faults: Faults): void {
  const length = [...(text ?? '')].length;
  if (length > limit) faults.add('check.too-long', field, { length, limit });
}

/** A GTIN of 8, 12, 13 or 14 digits with its check digit. */
export function isBarcode(barcode: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(barcode)) return false;
  const sum = [...barcode].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

import { money } from '@occwo/core';
import type { Dimensions, Money, Price, Product, Reason, Vat } from '@occwo/core';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { CatalogueItem } from './catalogue-item.js';
import { decimalText, pieces, vatRate, wholeNumber } from './parse-values.js';
import type { RawProduct } from './raw-product.js';

interface Place {
  readonly file: string;
  readonly line: number;
  readonly language: Language;
}

type RowFault = 'sku-missing' | 'name-missing' | 'category-missing' | 'amount-invalid' | 'number-invalid' | 'pieces-invalid' | 'vat-unknown';

/** Checks an item's texts and makes a product of them, or says everything that is wrong with it. Price rules are the marketplace's. */
export function toProduct(raw: RawProduct, { file, line, language }: Place): CatalogueItem {
  const reasons: Reason[] = [];
  const complain = (fault: RowFault, field: string, found = '') => {
    reasons.push({ code: `occwo.${fault}`, field, message: translate(language, `row.${fault}`, { field, found: found.slice(0, 80) }) });
  };
  const checked = <T>(field: string, text: string | undefined, fault: RowFault, read: (text: string) => T | undefined): T | undefined => {
    if (!text) return undefined;
    const value = read(text);
    if (value === undefined) complain(fault, field, text);
    return value;
  };
  const amount = (field: string, text: string | undefined): Money | undefined =>
    checked(field, text, 'amount-invalid', (written) => {
      const decimal = decimalText(written);
      return decimal === undefined ? undefined : money(decimal, raw.currency || 'RUB');
    });
  const size = (field: string, small: string | undefined, large: string | undefined, scale: number): number | undefined =>
    checked(field, small, 'number-invalid', (text) => wholeNumber(text)) ?? checked(field, large, 'number-invalid', (text) => wholeNumber(text, scale));

  if (!raw.sku) complain('sku-missing', 'sku');
  if (!raw.name) complain('name-missing', 'name');
  if (!raw.category) complain('category-missing', 'category');
  const price = priceOf(amount('price', raw.price), amount('oldPrice', raw.oldPrice), amount('minPrice', raw.minPrice));
  const weightG = size('weight', raw.weightG, raw.weightKg, 1000);
  const dimensions = dimensionsOf([
    size('length', raw.lengthMm, raw.lengthCm, 10), size('width', raw.widthMm, raw.widthCm, 10), size('height', raw.heightMm, raw.heightCm, 10),
  ]);
  const vat: Vat | undefined = checked('vat', raw.vat, 'vat-unknown', vatRate);
  const stock = Object.entries(raw.stock ?? {}).flatMap(([warehouse, text]) => {
    const count = checked(`stock.${warehouse}`, text, 'pieces-invalid', pieces);
    return count === undefined ? [] : [[warehouse, count] as const];
  });

  const { sku, name, category } = raw;
  if (!sku || !name || !category || reasons.length > 0) return { type: 'problem', problem: { line, ...(sku && { sku }), reasons } };
  const product: Product = {
    sku, name, category,
    ...given({ description: raw.description, brand: raw.brand, vendorCode: raw.vendorCode, group: raw.group, countryOfOrigin: raw.countryOfOrigin, url: raw.url }),
    barcodes: raw.barcodes ?? [],
    photos: raw.photos ?? [],
    attributes: raw.attributes ?? [],
    ...(dimensions && { dimensions }),
    ...(weightG !== undefined && { weightG }),
    ...(vat !== undefined && { vat }),
    ...(price && { price }),
    ...(stock.length > 0 && { stock: Object.fromEntries(stock) }),
    source: { file, line },
  };
  return { type: 'product', product, line };
}

/** Only what is there and not empty. */
function given<Name extends string>(fields: Record<Name, string | undefined>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Partial<Record<Name, string>>;
}

function priceOf(price: Money | undefined, oldPrice: Money | undefined, minPrice: Money | undefined): Price | undefined {
  return price && { price, ...(oldPrice && { oldPrice }), ...(minPrice && { minPrice }) };
}

function dimensionsOf([lengthMm, widthMm, heightMm]: readonly (number | undefined)[]): Dimensions | undefined {
  return lengthMm && widthMm && heightMm ? { lengthMm, widthMm, heightMm } : undefined;
}

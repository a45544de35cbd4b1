import type { Attribute, Category } from '@occwo/core';
import { categoryFromText } from './raw-product.js';
import type { RawProduct } from './raw-product.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() || undefined;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : undefined;
};

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).flatMap((entry) => text(entry) ?? []);

/**
 * Texts of an item out of JSON. Takes a canonical `Product` as `JSON.stringify` writes it, and a shorter form: `category` as
 * `"A > B"` (with `categoryId`), `price` and `oldPrice` as `"1490.00"`, `stock` as a number, `attributes` as `{ name: value }`.
 */
export function rawFromJson(json: Json): RawProduct {
  const prices: Json = isObject(json.price) ? json.price : { price: json.price, oldPrice: json.oldPrice, minPrice: json.minPrice };
  const dimensions: Json = isObject(json.dimensions) ? json.dimensions : json;
  return {
    sku: text(json.sku),
    name: text(json.name),
    description: text(json.description),
    brand: text(json.brand),
    vendorCode: text(json.vendorCode),
    category: categoryOf(json),
    barcodes: list(json.barcodes ?? json.barcode),
    photos: list(json.photos),
    price: amount(prices.price),
    oldPrice: amount(prices.oldPrice),
    minPrice: amount(prices.minPrice),
    currency: text(json.currency) ?? (isObject(prices.price) ? text(prices.price.currency) : undefined),
    vat: text(json.vat),
    weightG: text(json.weightG),
    lengthMm: text(dimensions.lengthMm),
    widthMm: text(dimensions.widthMm),
    heightMm: text(dimensions.heightMm),
    stock: stockOf(json.stock),
    group: text(json.group),
    countryOfOrigin: text(json.countryOfOrigin),
    url: text(json.url),
    attributes: attributesOf(json.attributes),
  };
}

const amount = (value: unknown) => text(isObject(value) ? value.amount : value);

function categoryOf({ category, categoryId }: Json): Category | undefined {
  if (!isObject(category)) return categoryFromText(text(category), text(categoryId));
  const path = list(category.path);
  return categoryFromText(path.length > 0 ? path.join(' > ') : text(category.name), text(category.id));
}

function stockOf(stock: unknown): Record<string, string> {
  const entries = isObject(stock) ? Object.entries(stock) : [['main', stock] as const];
  return Object.fromEntries(entries.flatMap(([warehouse, count]) => (text(count) === undefined ? [] : [[warehouse, text(count) as string]])));
}

function attributesOf(attributes: unknown): Attribute[] {
  const entries: readonly Json[] = Array.isArray(attributes)
    ? attributes.filter(isObject)
    : Object.entries(isObject(attributes) ? attributes : {}).map(([name, values]) => ({ name, values }));
  return entries.flatMap((entry) => {
    const name = text(entry.name);
    const unit = text(entry.unit);
    return name ? [{ name, values: list(entry.values), ...(unit && { unit }) }] : [];
  });
}

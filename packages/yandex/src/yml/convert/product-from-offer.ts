import { money } from '@occwo/core';
import type { Attribute, Category, Dimensions, Money, Price, Product } from '@occwo/core';
import { YmlError } from '../errors.js';
import type { FeedOffer } from '../read/offer.js';
import { canonicalCurrency } from '../read/shop.js';
import type { FeedShop } from '../read/shop.js';
import { vatFromFeed } from './vat.js';

/**
 * Makes a canonical product of an offer that was read. Throws {@link YmlError} `bad-input`, with the line, for a price, weight or
 * size that is no number.
 *
 * @example
 * const feed = await readYml('feed.xml');
 * for await (const offer of feed.offers) await catalogue.save(productFromOffer(offer, feed.shop));
 */
export function productFromOffer(offer: FeedOffer, shop: FeedShop): Product {
  const text = (name: string): string | undefined => offer.text(name) || undefined;
  const optional = {
    description: text('description'),
    brand: text('vendor'),
    vendorCode: text('vendorCode'),
    dimensions: dimensionsOf(offer),
    weightG: weightOf(offer),
    vat: vatFromFeed(text('vat') ?? ''),
    group: offer.attributes['group_id'],
    countryOfOrigin: text('country_of_origin'),
    url: text('url'),
    price: priceOf(offer),
    stock: stockOf(offer),
  };
  return {
    sku: offer.id,
    name: nameOf(offer),
    category: categoryOf(text('categoryId') ?? '', shop),
    barcodes: offer.texts('barcode'),
    photos: offer.texts('picture'),
    attributes: attributesOf(offer),
    source: { line: offer.position.line },
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<Product>),
  };
}

/** The offers of the type `vendor.model` are named by three elements, music and films by a title. */
function nameOf(offer: FeedOffer): string {
  const parts = ['typePrefix', 'vendor', 'model'].map((name) => offer.text(name) ?? '').filter((part) => part !== '');
  return offer.text('name') || offer.text('title') || parts.join(' ');
}

function categoryOf(id: string, shop: FeedShop): Category {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at = shop.categories.get(id); at !== undefined && !seen.has(at.id); at = shop.categories.get(at.parentId ?? '')) {
    seen.add(at.id);
    path.unshift(at.name);
  }
  return { id, name: path.at(-1) ?? id, path };
}

function attributesOf(offer: FeedOffer): Attribute[] {
  const byName = new Map<string, { name: string; values: string[]; unit?: string }>();
  for (const { name, value, unit } of offer.params) {
    const key = `${name}\n${unit ?? ''}`;
    const known = byName.get(key);
    if (known !== undefined) known.values.push(value);
    else byName.set(key, { name, values: [value], ...(unit !== undefined && { unit }) });
  }
  return [...byName.values()];
}

function priceOf(offer: FeedOffer): Price | undefined {
  const price = moneyOf(offer, 'price');
  if (price === undefined) return undefined;
  const oldPrice = moneyOf(offer, 'oldprice');
  const minPrice = moneyOf(offer, 'min_price');
  return { price, ...(oldPrice && { oldPrice }), ...(minPrice && { minPrice }) };
}

function moneyOf(offer: FeedOffer, element: string): Money | undefined {
  const text = offer.text(element) ?? '';
  if (text === '') return undefined;
  try {
    return money(text, canonicalCurrency(offer.text('currencyId') || 'RUB'));
  } catch (cause) {
    throw refuse(offer, element, text, cause);
  }
}

function weightOf(offer: FeedOffer): number | undefined {
  const text = offer.text('weight') ?? '';
  return text === '' ? undefined : wholeOf(offer, 'weight', text, 1000);
}

function dimensionsOf(offer: FeedOffer): Dimensions | undefined {
  const text = offer.text('dimensions') ?? '';
  if (text === '') return undefined;
  const sides = text.split('/').map((side) => wholeOf(offer, 'dimensions', side, 10));
  const [lengthMm, widthMm, heightMm] = sides;
  if (lengthMm === undefined || widthMm === undefined || heightMm === undefined || sides.length > 3) throw refuse(offer, 'dimensions', text);
  return { lengthMm, widthMm, heightMm };
}

function wholeOf(offer: FeedOffer, element: string, text: string, factor: number): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text)) throw refuse(offer, element, text);
  return Math.round(value * factor);
}

function stockOf(offer: FeedOffer): Record<string, number> | undefined {
  const outlets = offer.elements.filter((element) => element.name === 'outlets').flatMap((element) => element.children);
  const stock: Record<string, number> = {};
  for (const { attributes } of outlets) {
    const pieces = Number(attributes['instock']);
    if (Number.isInteger(pieces)) stock[attributes['warehouse_name'] ?? attributes['id'] ?? 'main'] = pieces;
  }
  const count = offer.text('count') ?? '';
  if (Object.keys(stock).length === 0 && /^\d+$/.test(count)) stock['main'] = Number(count);
  return Object.keys(stock).length === 0 ? undefined : stock;
}

function refuse(offer: FeedOffer, field: string, found: string, cause?: unknown): YmlError {
  return new YmlError('bad-input', { field, reason: `"${found}" is no number (offer ${offer.id})` }, { position: offer.position, cause });
}

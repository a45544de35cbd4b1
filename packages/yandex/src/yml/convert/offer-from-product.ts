import type { Product } from '@occwo/core';
import { YmlError } from '../errors.js';
import type { SimplifiedOffer } from '../offer/offer.js';
import { vatToFeed } from './vat.js';

export interface OfferFromProductOptions {
  /** Id of the product's category in the feed. Default: the category's own id; feeds want whole numbers, see {@link CategoryTree}. */
  readonly categoryId?: string | number;
  /** How stock is told: `count` (Market for sellers), `outlets` by warehouse (Ozon), or not at all. Default: `count`. */
  readonly stock?: 'count' | 'outlets' | 'none';
}

/**
 * Makes an offer of a canonical product. Throws {@link YmlError} `bad-input` for a product without a price.
 *
 * @example
 * const tree = new CategoryTree();
 * const offer = offerFromProduct(product, { categoryId: tree.add(product.category.path) });
 */
export function offerFromProduct(product: Product, options: OfferFromProductOptions = {}): SimplifiedOffer {
  const { price } = product;
  if (price === undefined) throw new YmlError('bad-input', { field: 'price', reason: `the product ${product.sku} has none` });
  const stock = Object.entries(product.stock ?? {});
  const way = product.stock === undefined ? 'none' : (options.stock ?? 'count');
  const { dimensions: size, weightG } = product;
  return {
    id: product.sku,
    name: product.name,
    price: price.price.amount,
    currencyId: price.price.currency,
    categoryId: options.categoryId ?? product.category.id,
    ...given('oldprice', price.oldPrice?.amount),
    ...given('minPrice', price.minPrice?.amount),
    ...given('url', product.url),
    ...given('description', product.description),
    ...given('vendor', product.brand),
    ...given('vendorCode', product.vendorCode),
    ...given('groupId', product.group),
    ...given('countryOfOrigin', product.countryOfOrigin),
    ...given('vat', product.vat === undefined ? undefined : vatToFeed(product.vat)),
    ...given('weight', weightG === undefined ? undefined : scaled(weightG, 3)),
    ...given('dimensions', size && { length: scaled(size.lengthMm, 1), width: scaled(size.widthMm, 1), height: scaled(size.heightMm, 1) }),
    ...given('count', way === 'count' ? stock.reduce((sum, [, pieces]) => sum + pieces, 0) : undefined),
    ...given('outlets', way === 'outlets' ? stock.map(([warehouseName, instock]) => ({ warehouseName, instock })) : undefined),
    pictures: product.photos,
    barcodes: product.barcodes,
    params: product.attributes.flatMap(({ name, values, unit }) => values.map((value) => ({ name, value, ...given('unit', unit) }))),
  };
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

/** A whole number of a small unit as the large unit with so many decimals, exact: 1250 g are `1.25` kg. */
function scaled(value: number, decimals: number): string {
  const digits = String(Math.trunc(value)).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
}

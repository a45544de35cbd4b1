import type { Attribute, Category } from '@occwo/core';
import type { FeedOffer } from '@occwo/yandex/yml';
import type { RawProduct } from './raw-product.js';

/** The numbers that YML has for VAT beside the names (`VAT_22`); they are no percentages: 10 is 5 %. */
const vatByCode: Readonly<Record<string, string>> = { '6': 'NO_VAT', '5': 'VAT_0', '10': 'VAT_05', '11': 'VAT_07', '2': 'VAT_10', '7': 'VAT_20', '14': 'VAT_22' };

/**
 * The texts of an offer, in every dialect of YML that names them. `productFromOffer` of `@occwo/yandex/yml` throws at the first
 * fault; here all faults of an offer are told, field by field and in the words that tables and JSONL share.
 */
export function rawFromOffer(offer: FeedOffer, categories: (id: string) => Category | undefined): RawProduct {
  const vat = offer.text('vat');
  const currency = offer.text('currencyId');
  const [lengthCm, widthCm, heightCm] = offer.text('dimensions')?.split('/') ?? [];
  return {
    sku: offer.id.trim(),
    name: nameOf(offer),
    description: offer.text('description'),
    brand: offer.text('vendor') ?? offer.text('publisher'),
    vendorCode: offer.text('vendorCode'),
    category: categories(offer.text('categoryId') ?? ''),
    barcodes: offer.texts('barcode').filter((barcode) => barcode !== ''),
    photos: offer.texts('picture').filter((picture) => picture !== ''),
    price: offer.text('price'),
    oldPrice: offer.text('oldprice'),
    minPrice: offer.text('min_price'),
    currency: currency === 'RUR' ? 'RUB' : currency,
    vat: vat && (vatByCode[vat] ?? vat),
    weightKg: offer.text('weight'),
    lengthCm, widthCm, heightCm,
    stock: stockOf(offer),
    group: offer.attributes.group_id,
    countryOfOrigin: offer.text('country_of_origin'),
    url: offer.text('url'),
    attributes: attributesOf(offer),
  };
}

/** `name`, or for offers of the type vendor.model the three parts that stand for it. */
function nameOf(offer: FeedOffer): string | undefined {
  const parts = ['typePrefix', 'vendor', 'model'].map((part) => offer.text(part));
  return offer.text('name') || (parts[2] ? parts.filter((part) => part).join(' ') : offer.text('title'));
}

/** `count`, or outlets by warehouse; an offer that says it is not available has none. */
function stockOf(offer: FeedOffer): Record<string, string> | undefined {
  const count = offer.text('count') ?? offer.text('stock_quantity');
  if (count) return { main: count };
  const outlets = offer.elements.find((element) => element.name === 'outlets')?.children ?? [];
  const byWarehouse = outlets.flatMap(({ attributes }) => (attributes.instock ? [[attributes.warehouse_name ?? attributes.id ?? 'main', attributes.instock] as const] : []));
  if (byWarehouse.length > 0) return Object.fromEntries(byWarehouse);
  return offer.attributes.available === 'false' ? { main: '0' } : undefined;
}

/** Params of one name come together as one attribute with several values. A param without a name says nothing. */
function attributesOf(offer: FeedOffer): Attribute[] {
  const byName = new Map<string, { name: string; values: string[]; unit?: string }>();
  for (const { name, value, unit } of offer.params) {
    const key = name.trim();
    if (!key || !value) continue;
    const attribute = byName.get(key) ?? { name: key, values: [], ...(unit && { unit }) };
    attribute.values.push(value);
    byName.set(key, attribute);
  }
  return [...byName.values()];
}

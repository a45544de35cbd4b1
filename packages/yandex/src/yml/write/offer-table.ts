import type { OfferType } from '../offer/offer.js';

/** How a field becomes elements. */
export type FieldKind = 'text' | 'texts' | 'empty' | 'price' | 'description' | 'params' | 'complex';

/** One field of an offer and the element that it becomes. */
export interface FieldRow {
  readonly key: string;
  readonly element: string;
  readonly kind: FieldKind;
}

function rows(kind: FieldKind, ...names: (readonly [key: string, element: string] | string)[]): FieldRow[] {
  return names.map((name) => (typeof name === 'string' ? { key: name, element: name, kind } : { key: name[0], element: name[1], kind }));
}

/** Attributes of `offer`, in the order in which they are written. */
export const attributeRows: readonly (readonly [key: string, attribute: string])[] = [
  ['type', 'type'], ['available', 'available'], ['bid', 'bid'], ['cbid', 'cbid'], ['sbid', 'sbid'], ['fee', 'fee'], ['groupId', 'group_id'],
];

/**
 * The order of the DTD, which every receiver takes (the XSD of 2018 and all later texts allow any order); elements that are
 * younger than the DTD stand beside their kin.
 */
const before: readonly FieldRow[] = [
  ...rows('text', 'url', ['buyUrl', 'buyurl']),
  ...rows('price', 'price'),
  ...rows('text', 'oldprice', 'wprice', ['purchasePrice', 'purchase_price'], ['additionalExpenses', 'additional_expenses'],
    ['cofinancePrice', 'cofinance_price'], ['minPrice', 'min_price'], 'vat', ['enableAutoDiscounts', 'enable_auto_discounts'],
    'currencyId', 'xCategory', 'categoryId', ['marketCategory', 'market_category'], ['marketCategoryId', 'market-category-id'],
    ['marketSku', 'market-sku']),
  ...rows('texts', ['collectionIds', 'collectionId']),
  ...rows('complex', ['setIds', 'set-ids']),
  ...rows('texts', ['pictures', 'picture'], ['videos', 'video']),
  ...rows('text', 'store', 'pickup', 'delivery'),
  ...rows('empty', 'deliveryIncluded'),
  ...rows('text', ['localDeliveryCost', 'local_delivery_cost']),
  ...rows('complex', ['deliveryOptions', 'delivery-options'], ['pickupOptions', 'pickup-options'], 'outlets'),
];

const publication = rows('text', 'author', 'name', 'publisher', 'series', 'year', ['isbn', 'ISBN'], 'volume', 'part', 'language');

const simplified = rows('text', 'name', 'typePrefix', 'vendor', 'vendorCode', 'model');

const groups: Readonly<Record<OfferType | 'simplified', readonly FieldRow[]>> = {
  simplified,
  medicine: simplified,
  alco: simplified,
  'on.demand': simplified,
  'vendor.model': rows('text', 'typePrefix', 'vendor', 'vendorCode', 'model', 'provider', 'tarifplan', 'name'),
  book: [...publication, ...rows('text', 'binding', ['pageExtent', 'page_extent'], ['tableOfContents', 'table_of_contents'])],
  audiobook: [...publication, ...rows('text', ['tableOfContents', 'table_of_contents'], ['performedBy', 'performed_by'],
    ['performanceType', 'performance_type'], 'storage', 'format', ['recordingLength', 'recording_length'])],
  'artist.title': rows('text', 'artist', 'title', 'year', 'media', 'starring', 'director', 'originalName', 'country'),
  tour: [...rows('text', 'worldRegion', 'country', 'region', 'days'), ...rows('texts', 'dataTour'),
    ...rows('text', 'name', ['hotelStars', 'hotel_stars'], 'room', 'meal', 'included', 'transport', ['priceMin', 'price_min'],
      ['priceMax', 'price_max'], 'options')],
  'event-ticket': [...rows('text', 'name', 'place'), ...rows('complex', 'hall'),
    ...rows('text', ['hallPart', 'hall_part'], 'date', ['isPremiere', 'is_premiere'], ['isKids', 'is_kids'])],
};

const after: readonly FieldRow[] = [
  ...rows('text', 'aliases'),
  ...rows('texts', 'additional'),
  ...rows('description', 'description'),
  ...rows('text', ['salesNotes', 'sales_notes'], 'promo', ['minQuantity', 'min-quantity'], ['stepQuantity', 'step-quantity'],
    ['manufacturerWarranty', 'manufacturer_warranty'], ['sellerWarranty', 'seller_warranty'], ['countryOfOrigin', 'country_of_origin'],
    'downloadable', 'adult', 'cpa'),
  ...rows('complex', 'age'),
  ...rows('texts', ['barcodes', 'barcode']),
  ...rows('complex', ['recommended', 'rec']),
  ...rows('text', 'expiry', 'weight'),
  ...rows('complex', 'dimensions'),
  ...rows('params', ['params', 'param']),
  ...rows('complex', 'condition'),
  ...rows('texts', ['relatedOffers', 'related_offer']),
  ...rows('complex', ['creditTemplateId', 'credit-template'], ['supplierOgrn', 'supplier']),
  ...rows('text', 'count', 'disabled', 'archived', ['periodOfValidityDays', 'period-of-validity-days'],
    ['commentValidityDays', 'comment-validity-days'], ['serviceLifeDays', 'service-life-days'], ['commentLifeDays', 'comment-life-days'],
    ['warrantyDays', 'warranty-days'], ['commentWarranty', 'comment-warranty']),
  ...rows('complex', ['tnVedCodes', 'tn-ved-codes']),
  ...rows('text', ['boxCount', 'box-count']),
  ...rows('texts', ['certificates', 'certificate']),
  ...rows('text', ['productType', 'type']),
  ...rows('complex', ['customLabels', 'custom_label_']),
  ...rows('text', ['customScore', 'custom_score']),
  ...rows('complex', 'custom'),
];

export const offerTypes = Object.keys(groups).filter((name) => name !== 'simplified') as readonly OfferType[];

/** All fields of an offer of the given type, in the order in which they are written. An unknown type is written as simplified. */
export function fieldRows(type: string | undefined): readonly FieldRow[] {
  const group = type !== undefined && Object.hasOwn(groups, type) ? groups[type as OfferType] : groups.simplified;
  return [...before, ...group, ...after];
}

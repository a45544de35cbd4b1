import type { Product } from '@occwo/core';
import type { PriceFields } from './price-fields.js';

/** One value of a category parameter. */
export interface ParameterValue {
  readonly parameterId: number;
  readonly valueId?: number;
  readonly unitId?: number;
  readonly value?: string;
}

/** An offer as `offer-mappings/update` takes it: the fields that we fill. */
export interface OfferFields {
  readonly offerId: string;
  readonly name: string;
  readonly marketCategoryId: number;
  readonly pictures?: string[];
  readonly vendor?: string;
  readonly vendorCode?: string;
  readonly description?: string;
  readonly barcodes?: string[];
  readonly manufacturerCountries?: string[];
  readonly weightDimensions?: { readonly length: number; readonly width: number; readonly height: number; readonly weight: number };
  readonly basicPrice?: PriceFields;
  readonly parameterValues?: ParameterValue[];
}

/** An array for the wire: Market wants a missing field, never `[]`. */
const filled = <Item>(items: readonly Item[]): Item[] | undefined => (items.length > 0 ? [...items] : undefined);

/** Centimetres and kilograms; all four or none, as the schema demands. */
function weightDimensions({ dimensions, weightG }: Product): OfferFields['weightDimensions'] {
  if (!dimensions || weightG === undefined) return undefined;
  const { lengthMm, widthMm, heightMm } = dimensions;
  return { length: lengthMm / 10, width: widthMm / 10, height: heightMm / 10, weight: weightG / 1000 };
}

/** Makes the offer of a product. What the product lacks is left out: Market keeps what it has. */
export function offerOf(
  product: Product,
  marketCategoryId: number,
  parameterValues: readonly ParameterValue[],
  price: PriceFields | undefined,
): OfferFields {
  const fields = {
    offerId: product.sku,
    name: product.name,
    marketCategoryId,
    pictures: filled(product.photos),
    vendor: product.brand,
    vendorCode: product.vendorCode,
    description: product.description,
    barcodes: filled([...new Set(product.barcodes)]),
    manufacturerCountries: product.countryOfOrigin ? [product.countryOfOrigin] : undefined,
    weightDimensions: weightDimensions(product),
    basicPrice: price && { value: price.value, currencyId: price.currencyId, ...(price.discountBase !== undefined && { discountBase: price.discountBase }) },
    parameterValues: filled(parameterValues),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as unknown as OfferFields;
}

/** Whether the check digit of a GTIN (8, 12, 13 or 14 digits) is right. Other codes (Code 128) have none. */
export function gtinIsRight(barcode: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(barcode)) return true;
  const sum = [...barcode].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/**
 * Whether Market may refuse this offer for what our rules cannot be sure of: a new offer needs pictures, vendor and description, an old
 * one does not; a barcode may be wrong. Such offers travel apart, so that they cannot take a batch of good ones down with them.
 */
export function isDoubtful(offer: OfferFields): boolean {
  return !offer.pictures || !offer.vendor || !offer.description || !(offer.barcodes ?? []).every(gtinIsRight);
}

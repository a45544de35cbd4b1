import type { Money, Price, Vat } from '@occwo/core';
import { fromMinorUnits, toMinorUnits } from '@occwo/core';

/** An amount as Ozon wants it: a dot and two digits. Throws a RangeError where there is a fraction of a kopeck. */
export const decimal = (value: Money): string => fromMinorUnits(toMinorUnits(value)).amount;

/** `0.22` for 22 %. Ozon makes no difference between 0 % and "pays no VAT". */
export const vatRate = (vat: Vat): string => (vat === 'none' ? '0' : String(vat / 100));

export interface PriceFields {
  readonly price: string;
  readonly old_price: string;
  readonly min_price?: string;
  readonly currency_code: string;
}

/**
 * The fields of a price. `old_price` is always sent, `0` where there is none: Ozon keeps the former one otherwise, and a
 * new price above it is refused.
 */
export function priceFields({ price, oldPrice, minPrice }: Price): PriceFields {
  return {
    price: decimal(price),
    old_price: oldPrice ? decimal(oldPrice) : '0',
    ...(minPrice && { min_price: decimal(minPrice) }),
    currency_code: price.currency,
  };
}

import type { WireError } from './replies.js';

/** A price as it arrives; the schema has been checked. */
export interface WirePrice {
  readonly value?: number;
  readonly currencyId?: string;
  readonly discountBase?: number;
  readonly minimumForBestseller?: number;
}

const scale = (amount: number) => (String(amount).split('.')[1] ?? '').length;

/** What refuses a request because of one price: too many decimals, or a crossed-out price that is none. */
export function priceRefusal({ value, discountBase }: WirePrice): WireError | undefined {
  if (value !== undefined && scale(value) > 2) return { code: 'BAD_REQUEST', message: "Value of field has too high scale: 'value'" };
  if (discountBase === undefined) return undefined;
  if (scale(discountBase) > 0) return { code: 'BAD_REQUEST', message: "Value of field has too high scale: 'discountBase'" };
  if (value !== undefined && discountBase <= value) return { code: 'BAD_REQUEST', message: `Value of field discountBase (${discountBase}) must be greater than ${value}` };
  if (value !== undefined && (discountBase - value) / discountBase > 0.99) return { code: 'BAD_REQUEST', message: 'Discount must be between 5 and 99 percent' };
  return undefined;
}

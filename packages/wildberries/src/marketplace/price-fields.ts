import { toMinorUnits } from '@occwo/core';
import type { Money, PriceUpdate, Reason } from '@occwo/core';
import { localReason } from './reasons.js';

/** What Wildberries wants instead of two prices: the one before the discount, whole, and the discount in whole percent. */
export interface PriceFields {
  readonly price: number;
  readonly discount: number;
}

/** The greatest whole percent that leaves a price. */
const deepestDiscount = 99;

/** How far the old price may be from the one that is asked for, when that makes the price exact. */
const oldPriceTolerance = 0.03;

/**
 * Turns a price and an old price into price and discount. Both are whole numbers at Wildberries, so the pair is sought that
 * gives exactly the asked price with the old price nearest to the asked one; where there is none, the price is rounded up,
 * never below what was asked, and a warning tells by how much.
 */
export function priceFields(update: PriceUpdate, currency: string): { readonly fields: PriceFields; readonly warnings: readonly Reason[] } | { readonly reasons: readonly Reason[] } {
  const problem = problemOf(update, currency);
  if (problem) return { reasons: [problem] };
  const asked = Number(toMinorUnits(update.price));
  if (!update.oldPrice) return { fields: { price: asked / 100, discount: 0 }, warnings: [] };

  const old = Number(toMinorUnits(update.oldPrice));
  if (asked * 100 < old) return { reasons: [tooDeep(update)] };
  const near = Math.min(Math.max(Math.round(((old - asked) * 100) / old), 1), deepestDiscount);
  const nearest = candidate(asked, near);
  const exact = [near, near - 1, near + 1, near - 2, near + 2]
    .filter((discount) => discount >= 1 && discount <= deepestDiscount)
    .map((discount) => candidate(asked, discount))
    .find(({ excess, fields }) => excess === 0 && Math.abs(fields.price * 100 - old) <= old * oldPriceTolerance);
  const { fields, excess } = exact ?? nearest;
  return { fields, warnings: excess === 0 ? [] : [rounded(update.price, excess, fields)] };
}

/** The least whole price from which `discount` percent leave at least what is asked, and by how much they leave more (kopecks). */
function candidate(asked: number, discount: number): { readonly fields: PriceFields; readonly excess: number } {
  const price = Math.ceil(asked / (100 - discount));
  return { fields: { price, discount }, excess: price * (100 - discount) - asked };
}

function problemOf({ price, oldPrice }: PriceUpdate, currency: string): Reason | undefined {
  for (const [field, money] of Object.entries({ price, oldPrice })) {
    if (money && money.currency !== currency) {
      return localReason('price-currency', `${field} is in ${money.currency}, the cabinet in ${currency}`, field, 'convert it, or set "currency" in the mapping');
    }
  }
  const asked = minorUnits(price);
  if (asked === undefined || asked <= 0n) return localReason('price-invalid', `${price.amount} is no price`, 'price', 'a price is greater than zero and exact to the kopeck');
  if (!oldPrice) {
    return asked % 100n === 0n ? undefined : localReason('price-not-whole', `${price.amount} is no whole number, and Wildberries takes no other`, 'price', 'round the price, or give an old price to take a discount from');
  }
  const old = minorUnits(oldPrice);
  if (old === undefined || old <= asked) return localReason('old-price-too-low', `the old price ${oldPrice.amount} is not above the price ${price.amount}`, 'oldPrice', 'leave the old price out, or correct it');
  return undefined;
}

function minorUnits(money: Money): bigint | undefined {
  try {
    return toMinorUnits(money);
  } catch {
    return undefined;
  }
}

const tooDeep = ({ price, oldPrice }: PriceUpdate): Reason =>
  localReason('discount-too-deep', `from ${oldPrice?.amount} to ${price.amount} is a discount above ${deepestDiscount} %`, 'oldPrice', 'lower the old price');

function rounded({ amount, currency }: Money, excess: number, { price, discount }: PriceFields): Reason {
  const message = `the price is ${price} with ${discount} % off, ${(excess / 100).toFixed(2)} ${currency} above ${amount}`;
  return localReason('price-rounded', message, 'price', 'whole prices and whole percents give no closer one');
}

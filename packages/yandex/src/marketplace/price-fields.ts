import { compareMoney, toMinorUnits } from '@occwo/core';
import type { Money, Price, Reason } from '@occwo/core';
import type { CurrencyTypeInput } from '../generated/methods/shared.js';

/** A price as the API takes it. Numbers are exact: at most two decimals of less than 2^53 hundredths. */
export interface PriceFields {
  readonly value: number;
  readonly currencyId: CurrencyTypeInput;
  readonly discountBase?: number;
}

/** What became of a price: the fields, what was left out of them, or why it cannot be sent. */
export interface PriceResult {
  readonly fields?: PriceFields & { readonly minimumForBestseller?: number };
  readonly warnings: readonly Reason[];
  readonly reasons: readonly Reason[];
}

/** Market writes roubles as RUR. A currency that it does not know is refused by its schema, before anything is sent. */
const wireCurrency = (currency: string) => (currency === 'RUB' ? 'RUR' : currency) as CurrencyTypeInput;

function amountProblem(amount: Money, field: string): Reason | undefined {
  let minor: bigint;
  try {
    minor = toMinorUnits(amount);
  } catch {
    return { code: 'occwo.price-not-exact', field, message: `${amount.amount} is no exact price`, hint: 'use at most two decimals, with a dot' };
  }
  if (minor <= 0n) return { code: 'occwo.price-not-positive', field, message: `${amount.amount} is no price`, hint: 'a price must be greater than 0' };
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return { code: 'occwo.price-too-large', field, message: `${amount.amount} is too large`, hint: 'check the amount' };
  return undefined;
}

/** The crossed-out price: whole, and by 5 to 99 % above the price. Below 5 % Market does not show it, so it stays out with a warning. */
function discountBase({ price, oldPrice }: Price): { value?: number; warning?: Reason; reason?: Reason } {
  if (!oldPrice) return {};
  const field = 'oldPrice';
  const problem = amountProblem(oldPrice, field);
  if (problem) return { reason: problem };
  if (oldPrice.currency !== price.currency) {
    return { reason: { code: 'occwo.currency-mixed', field, message: `${oldPrice.currency} beside ${price.currency}`, hint: 'give both prices in one currency' } };
  }
  if (compareMoney(oldPrice, price) <= 0) {
    return {
      reason: {
        code: 'occwo.old-price-not-greater', field, hint: 'raise the old price or leave it out',
        message: `the price before the discount (${oldPrice.amount}) is not greater than the price (${price.amount})`,
      },
    };
  }
  const whole = toMinorUnits(oldPrice) / 100n;
  const off = 100n * (whole * 100n - toMinorUnits(price));
  if (off < 5n * whole * 100n) {
    return { warning: { code: 'occwo.discount-too-small', field, message: `the old price ${oldPrice.amount} was not sent: the discount is under 5 %` } };
  }
  if (off > 99n * whole * 100n) {
    return { reason: { code: 'occwo.discount-too-large', field, message: `the discount from ${oldPrice.amount} to ${price.amount} is over 99 %`, hint: 'check both prices' } };
  }
  if (toMinorUnits(oldPrice) % 100n === 0n) return { value: Number(whole) };
  return { value: Number(whole), warning: { code: 'occwo.old-price-rounded', field, message: `the old price ${oldPrice.amount} was sent as ${whole}: it must be whole` } };
}

/** Turns a price into Market's fields, checking what is certain before anything is sent. */
export function priceFields(price: Price): PriceResult {
  const own = amountProblem(price.price, 'price');
  if (own) return { reasons: [own], warnings: [] };
  const old = discountBase(price);
  const minimum = price.minPrice && amountProblem(price.minPrice, 'minPrice');
  const reasons = [old.reason, minimum].filter((reason) => reason !== undefined);
  if (reasons.length > 0) return { reasons, warnings: [] };
  return {
    reasons,
    warnings: old.warning ? [old.warning] : [],
    fields: {
      value: Number(price.price.amount),
      currencyId: wireCurrency(price.price.currency),
      ...(old.value !== undefined && { discountBase: old.value }),
      ...(price.minPrice && { minimumForBestseller: Number(price.minPrice.amount) }),
    },
  };
}

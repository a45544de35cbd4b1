/** An ISO 4217 code. Yandex writes roubles as RUR; the model always says RUB. */
export type Currency = 'RUB' | 'USD' | 'EUR' | 'KZT' | 'BYN' | 'UZS' | 'UAH' | 'CNY' | (string & {});

/** An exact amount: decimal text with a dot (`1490.00`), never a float. */
export interface Money {
  readonly amount: string;
  readonly currency: Currency;
}

const form = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Makes money from decimal text or a number that is exact to the kopeck. Throws a RangeError on anything else.
 *
 * @example money('1490.50') // { amount: '1490.50', currency: 'RUB' }
 */
export function money(amount: string | number, currency: Currency = 'RUB'): Money {
  const text = typeof amount === 'number' ? decimalOf(amount) : amount.trim();
  if (!form.test(text)) throw new RangeError(`"${amount}" is no amount of money: write digits with a dot, like 1490.50`);
  return { amount: text, currency: currency === 'RUR' ? 'RUB' : currency };
}

function decimalOf(amount: number): string {
  const text = String(amount);
  if (!Number.isFinite(amount) || text.includes('e')) throw new RangeError(`${amount} is no exact amount of money; hand it in as text`);
  return text;
}

/** The amount in hundredths (kopecks), exact. Throws a RangeError if there is a fraction of a kopeck. */
export function toMinorUnits(value: Money): bigint {
  const [, sign, whole, fraction = ''] = form.exec(value.amount) ?? [];
  if (whole === undefined) throw new RangeError(`"${value.amount}" is no amount of money`);
  if (/[1-9]/.test(fraction.slice(2))) throw new RangeError(`${value.amount} ${value.currency} is not exact to the hundredth`);
  const minor = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, '0'));
  return sign ? -minor : minor;
}

/** Money from hundredths. @example fromMinorUnits(149050n) // { amount: '1490.50', currency: 'RUB' } */
export function fromMinorUnits(minor: bigint, currency: Currency = 'RUB'): Money {
  const sign = minor < 0n ? '-' : '';
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return { amount: `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency };
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. Throws a RangeError on two currencies. */
export function compareMoney(a: Money, b: Money): number {
  if (a.currency !== b.currency) throw new RangeError(`cannot compare ${a.currency} with ${b.currency}`);
  const difference = toMinorUnits(a) - toMinorUnits(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMinorUnits, money } from '@occwo/core';
import { priceFields } from './price-fields.js';

const roubles = (amount: string) => money(amount);

describe('priceFields', () => {
  it('writes roubles as RUR and amounts as exact numbers', () => {
    expect(priceFields({ price: roubles('1490.50') }).fields).toEqual({ value: 1490.5, currencyId: 'RUR' });
    expect(priceFields({ price: money('10', 'BYN') }).fields).toEqual({ value: 10, currencyId: 'BYN' });
  });

  it('sends the lowest price for promotions', () => {
    expect(priceFields({ price: roubles('1000'), minPrice: roubles('800') }).fields).toMatchObject({ minimumForBestseller: 800 });
  });

  it('sends a whole price before the discount as it is', () => {
    expect(priceFields({ price: roubles('900'), oldPrice: roubles('1000') })).toEqual({
      fields: { value: 900, currencyId: 'RUR', discountBase: 1000 }, warnings: [], reasons: [],
    });
  });

  it('rounds a fractional one down, so that no discount is overstated, and says so', () => {
    const { fields, warnings } = priceFields({ price: roubles('900'), oldPrice: roubles('1000.90') });
    expect(fields?.discountBase).toBe(1000);
    expect(warnings).toMatchObject([{ code: 'occwo.old-price-rounded', field: 'oldPrice' }]);
  });

  it('leaves a discount under 5 % out with a warning', () => {
    const { fields, warnings, reasons } = priceFields({ price: roubles('990'), oldPrice: roubles('1000') });
    expect(fields).toEqual({ value: 990, currencyId: 'RUR' });
    expect(warnings).toMatchObject([{ code: 'occwo.discount-too-small' }]);
    expect(reasons).toEqual([]);
  });

  it.each([
    ['0', undefined, 'occwo.price-not-positive'],
    ['-5', undefined, 'occwo.price-not-positive'],
    ['10.005', undefined, 'occwo.price-not-exact'],
    ['10.005', '20', 'occwo.price-not-exact'],
    ['10', '20.005', 'occwo.price-not-exact'],
    ['99999999999999999999', undefined, 'occwo.price-too-large'],
    ['1000', '1000', 'occwo.old-price-not-greater'],
    ['1000', '900', 'occwo.old-price-not-greater'],
    ['1', '1000', 'occwo.discount-too-large'],
    ['100', '0', 'occwo.price-not-positive'],
  ])('refuses %s with an old price of %s: %s', (price, oldPrice, code) => {
    const { fields, reasons } = priceFields({ price: roubles(price), ...(oldPrice && { oldPrice: roubles(oldPrice) }) });
    expect(fields).toBeUndefined();
    expect(reasons).toMatchObject([{ code }]);
  });

  it('refuses two currencies', () => {
    expect(priceFields({ price: roubles('10'), oldPrice: money('20', 'KZT') }).reasons).toMatchObject([{ code: 'occwo.currency-mixed' }]);
  });

  it('never sends anything but the amount itself, and no crossed-out price outside 5 to 99 %', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(fc.property(amounts, amounts, (price, old) => {
      const { fields } = priceFields({ price: fromMinorUnits(price), oldPrice: fromMinorUnits(old) });
      if (!fields) return;
      expect(BigInt(Math.round(fields.value * 100))).toBe(price);
      if (fields.discountBase === undefined) return;
      const base = BigInt(fields.discountBase) * 100n;
      expect(base).toBeLessThanOrEqual(old);
      expect((base - price) * 100n).toBeGreaterThanOrEqual(base * 5n);
      expect((base - price) * 100n).toBeLessThanOrEqual(base * 99n);
    }));
  });
});

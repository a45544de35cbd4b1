import { fromMinorUnits, money } from '@occwo/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFields } from './price-fields.js';

const fieldsOf = (price: string, oldPrice?: string) =>
  priceFields({ sku: 'A', price: money(price), ...(oldPrice !== undefined && { oldPrice: money(oldPrice) }) }, 'RUB');

describe('priceFields', () => {
  it.each([
    ['1500', '2000', { price: 2000, discount: 25 }],
    ['999', undefined, { price: 999, discount: 0 }],
    ['1490.00', undefined, { price: 1490, discount: 0 }],
    ['2398.05', '5329', { price: 5329, discount: 55 }],
    ['990', '1000', { price: 1000, discount: 1 }],
  ] as const)('%s from %s', (price, oldPrice, fields) => {
    expect(fieldsOf(price, oldPrice)).toEqual({ fields, warnings: [] });
  });

  it('warns where whole numbers give no exact price, and never goes below it', () => {
    const result = fieldsOf('1999', '2999');
    expect(result).toMatchObject({ fields: { discount: expect.any(Number) }, warnings: [{ code: 'occwo.price-rounded' }] });
  });

  it.each([
    ['0', undefined, 'occwo.price-invalid'],
    ['-5', undefined, 'occwo.price-invalid'],
    ['10.505', undefined, 'occwo.price-invalid'],
    ['10.50', undefined, 'occwo.price-not-whole'],
    ['100', '100', 'occwo.old-price-too-low'],
    ['100', '90', 'occwo.old-price-too-low'],
    ['1', '100000', 'occwo.discount-too-deep'],
  ] as const)('refuses %s from %s', (price, oldPrice, code) => {
    expect(fieldsOf(price, oldPrice)).toMatchObject({ reasons: [{ code }] });
  });

  it('refuses a currency that is not the cabinet\'s', () => {
    expect(priceFields({ sku: 'A', price: money('10', 'KZT') }, 'RUB')).toMatchObject({ reasons: [{ code: 'occwo.price-currency', field: 'price' }] });
    expect(priceFields({ sku: 'A', price: money('10', 'KZT') }, 'KZT')).toMatchObject({ fields: { price: 10 } });
  });

  it('is whole, within a rouble of the asked price and never below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 1, max: 99_000 }), (asked, share) => {
        const old = Math.ceil(asked / (1 - share / 100_000)) + 1;
        const result = priceFields({ sku: 'A', price: fromMinorUnits(BigInt(asked)), oldPrice: fromMinorUnits(BigInt(old)) }, 'RUB');
        if (!('fields' in result)) return result.reasons[0]?.code === 'occwo.discount-too-deep';
        const { price, discount } = result.fields;
        const paid = price * (100 - discount);
        expect(Number.isInteger(price) && Number.isInteger(discount)).toBe(true);
        expect(paid - asked).toBeGreaterThanOrEqual(0);
        expect(paid - asked).toBeLessThan(100);
        expect(result.warnings.length).toBe(paid === asked ? 0 : 1);
        return true;
      }),
    );
  });
});

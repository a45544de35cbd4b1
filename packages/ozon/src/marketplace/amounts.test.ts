import { fromMinorUnits, money } from '@occwo/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, priceFields, vatRate } from './amounts.js';

describe('amounts', () => {
  it('writes every amount with a dot and two digits, and loses no kopeck', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (kopecks) => {
        const text = decimal(fromMinorUnits(kopecks));
        expect(text).toMatch(/^\d+\.\d\d$/);
        expect(BigInt(text.replace('.', ''))).toBe(kopecks);
      }),
    );
  });

  it('takes whole roubles and trailing zeros, and nothing finer than a kopeck', () => {
    expect([decimal(money('1490')), decimal(money('1490.5')), decimal(money('1490.5000'))]).toEqual(['1490.00', '1490.50', '1490.50']);
    expect(() => decimal(money('0.001'))).toThrow(RangeError);
  });

  it.each([['none', '0'], [0, '0'], [5, '0.05'], [7, '0.07'], [10, '0.1'], [20, '0.2'], [22, '0.22']] as const)('VAT %s is %s', (vat, rate) => expect(vatRate(vat)).toBe(rate));

  it('carries the currency', () => {
    expect(priceFields({ price: money('10', 'CNY') })).toEqual({ price: '10.00', old_price: '0', currency_code: 'CNY' });
  });
});

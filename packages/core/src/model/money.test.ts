import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMoney, fromMinorUnits, money, toMinorUnits } from './money.js';

describe('money', () => {
  it('goes to hundredths and back without loss', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (minor) => toMinorUnits(fromMinorUnits(minor)) === minor));
  });

  it('orders as its hundredths do', () => {
    fc.assert(fc.property(fc.bigInt(), fc.bigInt(), (a, b) => Math.sign(compareMoney(fromMinorUnits(a), fromMinorUnits(b))) === (a < b ? -1 : a > b ? 1 : 0)));
  });

  it('reads what shops write, and calls roubles RUB', () => {
    expect(money(' 1490.5 ', 'RUR')).toEqual({ amount: '1490.5', currency: 'RUB' });
    expect(toMinorUnits(money(1490.5))).toBe(149050n);
    expect(toMinorUnits(money('1.500'))).toBe(150n);
  });

  it.each(['1,50', 'abc', '', '1e3', '--1', '1.'])('refuses %j', (text) => {
    expect(() => money(text)).toThrow(RangeError);
  });

  it('refuses what is not exact: fractions of a kopeck, infinite numbers, two currencies', () => {
    expect(() => toMinorUnits(money('0.001'))).toThrow(RangeError);
    expect(() => money(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => money(1e21)).toThrow(RangeError);
    expect(() => compareMoney(money(1, 'RUB'), money(1, 'USD'))).toThrow(RangeError);
  });
});

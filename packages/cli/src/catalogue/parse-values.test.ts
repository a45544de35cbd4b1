import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, pieces, vatRate, wholeNumber } from './parse-values.js';

describe('decimalText', () => {
  it.each([
    ['1490', '1490'], ['1490.50', '1490.50'], ['1 490,50', '1490.50'], ['1\u00a0490.5 ₽', '1490.5'], ['990 руб.', '990'], ['-5', '-5'],
    ['1,490.50', undefined], ['по запросу', undefined], ['', undefined], ['1e3', undefined], ['.5', undefined],
  ])('%s → %s', (text, expected) => expect(decimalText(text)).toBe(expected));

  it('keeps every amount with kopecks exactly, whichever mark parts them', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 0, max: 99 }), fc.constantFrom('.', ','), (whole, kopecks, mark) => {
      const fraction = String(kopecks).padStart(2, '0');
      expect(decimalText(`${whole}${mark}${fraction}`)).toBe(`${whole}.${fraction}`);
    }));
  });
});

describe('numbers', () => {
  it('scales and rounds sizes, and refuses what is not positive', () => {
    expect(wholeNumber('0.263', 1000)).toBe(263);
    expect(wholeNumber('20,5', 10)).toBe(205);
    expect(wholeNumber('0')).toBeUndefined();
    expect(wholeNumber('-1')).toBeUndefined();
    expect(wholeNumber('12x')).toBeUndefined();
  });

  it('takes whole pieces only', () => {
    expect(pieces('0')).toBe(0);
    expect(pieces('1 200')).toBe(1200);
    expect(pieces('2.5')).toBeUndefined();
    expect(pieces('-3')).toBeUndefined();
  });
});

describe('vatRate', () => {
  it.each([
    ['22', 22], ['22%', 22], ['0.22', 22], ['VAT_22', 22], ['VAT_05', 5], ['VAT_0', 0], ['0.05', 5], ['NO_VAT', 'none'], ['без НДС', 'none'], ['none', 'none'],
    ['18', undefined], ['много', undefined],
  ])('%s → %s', (text, expected) => expect(vatRate(text)).toBe(expected));
});

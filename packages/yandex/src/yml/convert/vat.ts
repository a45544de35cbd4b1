import type { Vat } from '@occwo/core';
import type { YmlVat } from '../offer/parts.js';

/** Name in feeds, code of the price list, and the rate. Code 14 since 2026-01-01; code 7 is refused since 2026-07-01. */
const rates: readonly (readonly [name: Extract<YmlVat, string>, code: Extract<YmlVat, number>, vat: Vat])[] = [
  ['NO_VAT', 6, 'none'],
  ['VAT_0', 5, 0],
  ['VAT_05', 10, 5],
  ['VAT_07', 11, 7],
  ['VAT_10', 2, 10],
  ['VAT_20', 7, 20],
  ['VAT_22', 14, 22],
];

export function vatToFeed(vat: Vat): YmlVat | undefined {
  return rates.find((row) => row[2] === vat)?.[0];
}

export function vatFromFeed(text: string): Vat | undefined {
  return rates.find((row) => row[0] === text || String(row[1]) === text)?.[2];
}

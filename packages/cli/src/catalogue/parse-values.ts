import type { Vat } from '@occwo/core';

/** A decimal with a dot, out of what people write: `1 490,50`, `1490.5 ₽`. Undefined if it is none, or could be read two ways. */
export function decimalText(text: string): string | undefined {
  const bare = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace(/(₽|руб\.?|р\.?)$/i, '');
  const match = /^(-?\d+)(?:[.,](\d+))?$/.exec(bare);
  if (!match) return undefined;
  return match[2] === undefined ? match[1] : `${match[1]}.${match[2]}`;
}

/** A positive amount times `scale`, rounded to a whole number (kilograms to grams, centimetres to millimetres). */
export function wholeNumber(text: string, scale = 1): number | undefined {
  const decimal = decimalText(text);
  if (decimal === undefined) return undefined;
  const value = Math.round(Number(decimal) * scale);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Pieces at hand: a whole number, zero or more. */
export function pieces(text: string): number | undefined {
  const decimal = decimalText(text);
  const value = Number(decimal);
  return decimal !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const rates: Readonly<Record<string, Vat>> = { '0': 0, '5': 5, '7': 7, '10': 10, '20': 20, '22': 22, none: 'none', no_vat: 'none', 'безндс': 'none', нет: 'none' };

/** VAT as `22`, `22%`, `0.22`, `VAT_22`, `none` or `без НДС`. */
export function vatRate(text: string): Vat | undefined {
  const bare = text.trim().toLowerCase().replaceAll(/[\s%]/g, '').replace(/^vat_0*(?=\d)/, '');
  const share = /^0[.,](\d{2})$/.exec(bare)?.[1];
  return rates[share ? String(Number(share)) : bare];
}

import { YmlError } from '../errors.js';

/** A number as YML wants it: plain digits with a dot, never an exponent. */
export function decimal(value: number, field: string): string {
  if (!Number.isFinite(value)) throw new YmlError('bad-input', { field, reason: `${value} is not a number` });
  const text = String(value);
  return text.includes('e') ? withoutExponent(value) : text;
}

function withoutExponent(value: number): string {
  if (Math.abs(value) >= 1e21) return BigInt(value).toString();
  return value.toFixed(20).replace(/\.?0+$/, '');
}

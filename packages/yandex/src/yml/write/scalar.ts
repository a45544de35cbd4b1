import { YmlError } from '../errors.js';
import { decimal } from './number.js';

/** A text, number or flag as it stands in a feed. Anything else is a mistake that must not become `[object Object]` in a shop. */
export function scalarText(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return decimal(value, field);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  throw new YmlError('bad-input', { field, reason: `${value === null ? 'null' : typeof value} is neither text, number nor flag` });
}

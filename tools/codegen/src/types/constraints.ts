import type { Schema } from '../model.js';
import type { Direction } from './usage.js';

/** What a person needs at the cursor beside the type: format, bounds, default. Figures only, no prose of the documents. */
export function describeConstraints(schema: Schema, direction: Direction): string {
  const items = schema.items;
  const parts = [
    formatOf(schema),
    numberRange(schema),
    range(schema.minLength || undefined, schema.maxLength, ' characters'),
    range(schema.minItems || undefined, schema.maxItems, ' items'),
    items?.maxLength ? `each up to ${items.maxLength} characters` : '',
    direction === 'request' && isPlain(schema.default) ? `default ${JSON.stringify(schema.default)}` : '',
  ];
  const text = parts.filter((part) => part !== '').join(', ').replaceAll('*/', '* /');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

function formatOf({ format, items }: Schema): string {
  switch (format ?? items?.format) {
    case 'date': return 'date, YYYY-MM-DD';
    case 'date-dd-MM-yyyy': return 'date, DD-MM-YYYY';
    case 'date-dd-MM-yyyy-HH-mm-ss': return 'date and time of Moscow, DD-MM-YYYY HH:mm:ss';
    case 'date-time': return 'date and time, ISO 8601';
    case 'uri': return 'URL';
    case 'uuid': return 'UUID';
    case 'byte': return 'base64';
    default: return '';
  }
}

function numberRange(schema: Schema): string {
  const high = schema.maximum ?? exclusive(schema.exclusiveMaximum, '<');
  const { zeroOrAtLeast } = schema;
  if (typeof zeroOrAtLeast === 'number') return `0, or ${range(zeroOrAtLeast, high, '')}`;
  return range(schema.minimum ?? exclusive(schema.exclusiveMinimum, '>'), high, '');
}

function exclusive(bound: unknown, sign: string): string | undefined {
  return typeof bound === 'number' ? `${sign} ${bound}` : undefined;
}

function range(low: number | string | undefined, high: number | string | undefined, what: string): string {
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return typeof low === 'string' ? low : `at least ${low}${what}`;
  if (low === undefined) return typeof high === 'string' ? high : `up to ${high}${what}`;
  return low === high ? `${low}${what}` : `${low} to ${high}${what}`;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= 30 : typeof value === 'number' || typeof value === 'boolean';
}

import type { Schema } from '../model.js';

const spelling: Readonly<Record<string, string>> = { foramt: 'format', ype: 'type', maxSize: 'maxItems' };

/** Ozon writes `foramt`, `ype` and `maxSize`, once each (document of 2026-08-13). */
export function misspeltKeyword(schema: Schema): Schema | undefined {
  const wrong = Object.keys(schema).filter((key) => key in spelling && schema[spelling[key] as string] === undefined);
  if (wrong.length === 0) return undefined;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [wrong.includes(key) ? spelling[key] : key, value]));
}

/** JSON Schema of 2020 has numbers where OpenAPI 3.0 has flags beside `minimum` and `maximum`. */
export function exclusiveFlag(schema: Schema): Schema | undefined {
  if (typeof schema.exclusiveMinimum !== 'boolean' && typeof schema.exclusiveMaximum !== 'boolean') return undefined;
  const { exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const result: Schema = rest;
  if (exclusiveMinimum === true && rest.minimum !== undefined) {
    result.exclusiveMinimum = rest.minimum;
    delete result.minimum;
  }
  if (exclusiveMaximum === true && rest.maximum !== undefined) {
    result.exclusiveMaximum = rest.maximum;
    delete result.maximum;
  }
  return result;
}

/** A default that is no value of its own type or enum misleads both validators and readers. */
export function wrongDefault(schema: Schema): Schema | undefined {
  if (schema.default === undefined || fits(schema.default, schema)) return undefined;
  const { default: _dropped, ...rest } = schema;
  return rest;
}

function fits(value: unknown, { type, enum: values }: Schema): boolean {
  if (values && !values.includes(value)) return false;
  switch (type) {
    case 'array': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    case 'number': case 'string': case 'boolean': return typeof value === type;
    default: return true;
  }
}

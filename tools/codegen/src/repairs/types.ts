import type { Schema } from '../model.js';

const known = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
const meant: Readonly<Record<string, Schema>> = {
  int: { type: 'integer' },
  bool: { type: 'boolean' },
  enum: { type: 'string' },
  timestamp: { type: 'string', format: 'date-time' },
  file: { type: 'string', format: 'binary' },
  'array of strings': { type: 'array', items: { type: 'string' } },
};

/** Ozon's invented types: int, bool, enum, timestamp, file, "array of strings". An unknown one stops the generator. */
export function inventedType(schema: Schema): Schema | undefined {
  if (schema.type === undefined || typeof schema.type !== 'string' || known.has(schema.type)) return undefined;
  const replacement = meant[schema.type];
  if (!replacement) throw new Error(`type "${schema.type}" is not known; add it to repairs/types.ts`);
  return { ...schema, ...replacement };
}

/** `type:` with nothing behind it, once in Ozon Seller: anything may stand there. */
export function emptyType(schema: Schema): Schema | undefined {
  if ((schema.type as unknown) !== null) return undefined;
  const { type: _dropped, ...rest } = schema;
  return rest;
}

/** `items` without `type: array`: 70 times in Ozon Seller. */
export function itemsWithoutArray(schema: Schema): Schema | undefined {
  if (!schema.items || schema.type === 'array') return undefined;
  return { ...schema, type: 'array' };
}

/** An array that does not say of what. */
export function arrayWithoutItems(schema: Schema): Schema | undefined {
  return schema.type === 'array' && !schema.items ? { ...schema, items: {} } : undefined;
}

/** `enum:` with nothing behind it. */
export function emptyEnum(schema: Schema): Schema | undefined {
  if (!('enum' in schema) || (Array.isArray(schema.enum) && schema.enum.length > 0)) return undefined;
  const { enum: _dropped, ...rest } = schema;
  return rest;
}

/** No type, but an example that has one. */
export function typeOfExample(schema: Schema): Schema | undefined {
  if (schema.type !== undefined || schema.$ref || schema.allOf || schema.oneOf || schema.anyOf || schema.properties) return undefined;
  const { example } = schema;
  if (typeof example === 'string' || typeof example === 'boolean') return { ...schema, type: typeof example };
  return typeof example === 'number' ? { ...schema, type: Number.isInteger(example) ? 'integer' : 'number' } : undefined;
}

/** No type, but properties or enum values that leave one only. */
export function missingType(schema: Schema): Schema | undefined {
  if (schema.type !== undefined || schema.$ref) return undefined;
  if (schema.properties) return { ...schema, type: 'object' };
  if (schema.enum && schema.enum.length > 0 && schema.enum.every((value) => typeof value === 'string')) return { ...schema, type: 'string' };
  if (typeof schema.format === 'string' && schema.format.startsWith('date')) return { ...schema, type: 'string' };
  return undefined;
}

/** Properties beside a type that is not `object`. */
export function propertiesOfNonObject(schema: Schema): Schema | undefined {
  if (!schema.properties || schema.type === undefined || schema.type === 'object') return undefined;
  return { ...schema, type: 'object' };
}

/** Enum values of another type than the declared one: numbers written as strings and the reverse. */
export function enumOfOtherType(schema: Schema): Schema | undefined {
  const { type, enum: values } = schema;
  if (!values || (type !== 'integer' && type !== 'number' && type !== 'string')) return undefined;
  const wanted = type === 'string' ? 'string' : 'number';
  if (values.every((value) => value === null || typeof value === wanted)) return undefined;
  return { ...schema, enum: values.map((value) => (value === null ? null : wanted === 'string' ? String(value) : Number(value))) };
}

import type { Schema } from '../model.js';

/** Formats that say the same to every validator and to the printers. */
const kept = new Set([
  'int32', 'int64', 'float', 'double', 'date', 'date-time', 'uuid', 'uri', 'email', 'byte', 'binary', 'date-dd-MM-yyyy', 'date-dd-MM-yyyy-HH-mm-ss',
]);
const respelt: Readonly<Record<string, string>> = { float64: 'double', float32: 'float', UUID: 'uuid', int: 'int64' };

/** `float64`, `UUID` and the like are standard formats under another name. */
export function respeltFormat(schema: Schema): Schema | undefined {
  const format = schema.format === undefined ? undefined : respelt[schema.format];
  return format ? { ...schema, format } : undefined;
}

/** Unsigned integers: the sign is a limit, not a format. */
export function unsignedFormat(schema: Schema): Schema | undefined {
  if (schema.type !== 'integer' && schema.type !== 'number') return undefined;
  if (schema.format !== 'uint64' && schema.format !== 'uint32' && schema.format !== 'uint') return undefined;
  return { ...schema, format: 'int64', type: 'integer', minimum: Math.max(0, schema.minimum ?? 0) };
}

/**
 * `date` by its format and day first by its text (Yandex: the filters of orders and of shipments, times of a shop). The format would
 * refuse the very form that the text asks for. Validators do not know the name that it gets, so they let both forms pass.
 */
export function dayFirstDate(schema: Schema): Schema | undefined {
  if (schema.format !== 'date' || typeof schema.description !== 'string' || !schema.description.includes('ДД-ММ-ГГГГ')) return undefined;
  return { ...schema, format: 'date-dd-MM-yyyy' };
}

/** A whole number sent as text (proto's JSON): both forms arrive and both are taken, so both are typed. */
export function numericText(schema: Schema): Schema | undefined {
  if (schema.type !== 'string' || schema.enum || !/^u?int(32|64)$/.test(schema.format ?? '')) return undefined;
  const { pattern: _pattern, ...rest } = schema;
  return { ...rest, type: ['string', 'integer'], format: 'int64' };
}

/** `ISO 4217`, `date (dd.mm.yyyy)`, `Unix timestamp`: words for people. */
export function inventedFormat(schema: Schema): Schema | undefined {
  if (schema.format === undefined || kept.has(schema.format)) return undefined;
  const { format: _dropped, ...rest } = schema;
  return rest;
}

/** A number's format on a type it does not fit: `int32` on `number` means an integer. */
export function integerFormatOnNumber(schema: Schema): Schema | undefined {
  if (schema.type !== 'number' || (schema.format !== 'int32' && schema.format !== 'int64')) return undefined;
  return { ...schema, type: 'integer' };
}

/**
 * Patterns that are no regular expressions: ` YYYY-MM-DD`, `+7(XXX)XXX-XX-XX` (all 23 of Ozon Seller), and Yandex's
 * `[[a-zA-Z0-9]- ]`, which is Java's syntax and means another thing in JavaScript.
 */
export function patternForPeople(schema: Schema): Schema | undefined {
  if (schema.pattern === undefined || isPattern(schema.pattern)) return undefined;
  const { pattern: _dropped, ...rest } = schema;
  return rest;
}

function isPattern(pattern: string): boolean {
  if (!/^\^|\$$|\\|\[/.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'v') instanceof RegExp;
  } catch {
    return false;
  }
}

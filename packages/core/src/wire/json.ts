import { JSONParse, JSONStringify } from 'json-with-bigint';

/** A run of digits that may stand for an integer beyond 2^53: only then is the slower, exact parser worth its time. */
const longDigits = /\d{16}/;

/**
 * Parses JSON without rounding: an integer beyond 2^53 arrives as exact text (`'3000000000000000001'`).
 * Ozon chat messages and Wildberries reports have such ids. Text and not bigint, so that a reply can still be
 * stringified by whoever gets it.
 */
export function parseJson(text: string): unknown {
  return longDigits.test(text) ? bigintsToText(JSONParse(text)) : JSON.parse(text);
}

/** Stringifies JSON; a bigint goes out as bare digits. */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError && /BigInt/.test(error.message)) return JSONStringify(value);
    throw error;
  }
}

function bigintsToText(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(bigintsToText);
  for (const [name, field] of Object.entries(value)) (value as Record<string, unknown>)[name] = bigintsToText(field);
  return value;
}

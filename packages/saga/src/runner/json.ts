import { hash } from 'node:crypto';

/** Bigger results belong into the participant's own storage, with a reference in the journal. */
const maximumBytes = 1_000_000;

/** Half a character, as is left where a text was cut inside an emoji: `JSON.stringify` writes only those as escapes. */
const halves = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * A value as it will be read back from the journal, halves of characters as U+FFFD: PostgreSQL's jsonb refuses them.
 * Throws if it cannot be stored in every dialect.
 */
export function throughJson(value: unknown, what: string): unknown {
  if (value === undefined) return undefined;
  const given = JSON.stringify(value);
  const text = given?.includes('\\ud') ? given.replace(halves, '$1\\ufffd') : given;
  if (text === undefined) throw new TypeError(`${what} is no JSON value`);
  if (text.length > maximumBytes) throw new RangeError(`${what} has ${text.length} characters of JSON, at most ${maximumBytes} are kept`);
  if (text.includes('\\u0000') && /(^|[^\\])(\\\\)*\\u0000/.test(text)) throw new TypeError(`${what} holds the character U+0000, which PostgreSQL cannot keep`);
  return JSON.parse(text);
}

/** The same hash for the same JSON value, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(sorted(value)) ?? '').slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

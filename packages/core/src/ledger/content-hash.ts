import { sha256 } from '../wire/sha-256.js';

/** Canonical JSON: keys in order, nothing of what is undefined, so that the same content is the same text. A function counts by its source. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'function') return JSON.stringify(String(value));
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value);
  const fields = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(fields[key])}`);
  }
  return `{${parts.join(',')}}`;
}

/**
 * Makes hashes of what is sent: 128 bits of SHA-256 over the item's own content and what the mapping adds to it. What many items
 * share (the mapping of their category) is read once and known again by its identity.
 */
export function contentHasher(): (content: unknown, basis: unknown) => string {
  const bases = new WeakMap<object, string>();
  const textOf = (basis: unknown): string => {
    if (Array.isArray(basis)) return basis.map(textOf).join(',');
    if (typeof basis !== 'object' || basis === null) return canonicalJson(basis);
    const text = bases.get(basis) ?? canonicalJson(basis);
    bases.set(basis, text);
    return text;
  };
  return (content, basis) => sha256(canonicalJson(content), '\n', textOf(basis)).slice(0, 22);
}

import type { ModelFiles } from './model-files.js';

/** A name for `| null` is half of what a compiler reads of a reply's plain fields, and a part less of the others. */
const nullable = new Map([['string', 'StringOrNull'], ['number', 'NumberOrNull'], ['boolean', 'BooleanOrNull']] as const);

/** A type that may be null as well. */
export function orNull(type: string, files: ModelFiles): string {
  if (/(^|\| )(null|unknown)$/.test(type) || /OrNull(<.*>)?$/.test(type)) return type;
  const name = nullable.get(type as 'string');
  if (name) return files.helper(name);
  return type.includes('|') ? `${type} | null` : `${files.helper('OrNull')}<${type}>`;
}

/** `'A'`, `'B'`; with `files`, which replies give, the list is open, because every marketplace adds values without notice. */
export function literals(values: readonly unknown[], files: ModelFiles | undefined): string[] {
  const texts = values.map((value) => (typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value)));
  const strings = values.some((value) => typeof value === 'string');
  return [...new Set([...texts, ...(files ? [files.helper(strings ? 'OpenString' : 'OpenNumber')] : [])])];
}

/** Each type once, null at the end. */
export function union(types: readonly string[]): string {
  const flat = [...new Set(types)];
  const last = flat.filter((type) => type === 'null');
  return flat.includes('unknown') ? 'unknown' : [...flat.filter((type) => type !== 'null'), ...last].join(' | ');
}

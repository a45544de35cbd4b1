/** Fills `{parameters}` of a path. Throws a RangeError naming the first that misses. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  if (!template.includes('{')) return template;
  return template.replaceAll(/\{([^}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === null || value === '') throw new RangeError(name);
    return encodeURIComponent(String(value));
  });
}

/** `a=1&ids=2&ids=3`: arrays repeat the name, undefined and null are left out, dates become ISO text. */
export function queryString(query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single === undefined || single === null) continue;
      const text = single instanceof Date ? single.toISOString() : String(single);
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
    }
  }
  return pairs.join('&');
}

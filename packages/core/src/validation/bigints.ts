/** Whether there is a bigint anywhere: ids beyond 2^53 go out exactly as bigints, and ajv takes those for no integers. */
export function holdsBigint(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBigint);
}

/** A copy in which bigints are numbers, near enough for a schema; what is sent stays exact. */
export function withNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withNumbers(field)]));
}

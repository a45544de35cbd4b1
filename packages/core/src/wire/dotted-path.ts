/** Reads `result.items` out of a value; an empty path is the value itself. Undefined where a step is missing. */
export function readPath(value: unknown, path: string): unknown {
  if (path === '') return value;
  let current = value;
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[step];
  }
  return current;
}

/** A copy of `value` in which `path` holds `leaf`; objects on the way are made where they miss. */
export function withPath(value: unknown, path: string, leaf: unknown): unknown {
  if (path === '') return leaf;
  const [step, ...rest] = path.split('.') as [string, ...string[]];
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return { ...object, [step]: withPath(object[step], rest.join('.'), leaf) };
}

/** How many values stand at a path; it may cross arrays (`result.warehouses.offers` counts the offers of all warehouses). */
export function countAt(value: unknown, path: string): number {
  let current: readonly unknown[] = [value];
  for (const step of path === '' ? [] : path.split('.')) {
    current = current.flatMap((each) => (Array.isArray(each) ? each : [each])).map((each) => (each as Record<string, unknown> | null | undefined)?.[step]);
  }
  return current.flatMap((each) => (Array.isArray(each) ? each : [each])).filter((each) => each !== undefined && each !== null).length;
}

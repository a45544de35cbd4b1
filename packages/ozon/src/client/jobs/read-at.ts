/** Everything that stands at a dotted path; `[]` after a step goes through each entry of a list. */
export function readAt(value: unknown, path: string): unknown[] {
  let found: unknown[] = [value];
  for (const step of path.split('.')) {
    const name = step.replace(/\[\]$/, '');
    found = found.flatMap((one) => {
      const field = typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined;
      return step.endsWith('[]') ? (Array.isArray(field) ? (field as unknown[]) : []) : [field];
    });
  }
  return found.filter((one) => one !== undefined && one !== null && one !== '');
}

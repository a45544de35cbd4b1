import type { CallParameters } from '../pipeline/call.js';

/** Everything that stands at a dotted path; `[]` after a step goes through each entry of a list. Nothing and empty text are left out. */
export function readAll(value: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const step of path.split('.')) {
    const name = step.replace(/\[\]$/, '');
    found = found.flatMap((one) => {
      const field = typeof one === 'object' && one !== null ? (one as Record<string, unknown>)[name] : undefined;
      return step.endsWith('[]') ? (Array.isArray(field) ? (field as unknown[]) : []) : [field];
    });
  }
  return found.filter((one) => one !== undefined && one !== null && one !== '');
}

/** The first text or number at the first path that has one. */
export function firstText(value: unknown, paths: readonly string[]): string | undefined {
  const found = paths.flatMap((path) => readAll(value, path)).find((one) => typeof one === 'string' || typeof one === 'number');
  return found === undefined ? undefined : String(found);
}

/** The parameters with a value at a place (`body.task_id`, `query.ids[]`). */
export function withPlace(parameters: CallParameters, place: string, value: unknown): CallParameters {
  const [part, ...steps] = place.split('.') as [keyof CallParameters, ...string[]];
  const name = steps.join('.');
  const key = name.replace(/\[\]$/, '');
  return { ...parameters, [part]: { ...(parameters[part] as object | undefined), [key]: name === key ? value : [value] } };
}

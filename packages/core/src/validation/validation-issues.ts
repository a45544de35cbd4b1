import type { ErrorObject } from 'ajv';
import type { ValidationIssue } from '../errors/local-errors.js';

/** No more than this many issues are told of: a wrong batch of 3 000 items has the same mistake 3 000 times. */
const mostIssues = 20;

/** Turns ajv's errors into issues that name the field as one writes it in code: `body.items[3].offer_id`. */
export function issuesOf(part: string, errors: readonly ErrorObject[], value: unknown): ValidationIssue[] {
  return errors.slice(0, mostIssues).map((error) => {
    const missing = error.keyword === 'required' ? `/${String(error.params.missingProperty)}` : '';
    const pointer = error.instancePath + missing;
    return { path: fieldPath(part, pointer), rule: ruleOf(error), found: missing ? 'nothing' : typeAt(value, pointer) };
  });
}

function fieldPath(part: string, pointer: string): string {
  return steps(pointer).reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : `${path}.${step}`), part);
}

function steps(pointer: string): string[] {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function ruleOf({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).slice(0, 12).join(', ')}`;
  if (keyword === 'maxItems') return `must have at most ${params.limit} items`;
  return message ?? keyword;
}

function typeAt(value: unknown, pointer: string): string {
  let current = value;
  for (const step of steps(pointer)) current = (current as Record<string, unknown> | null | undefined)?.[step];
  if (current === null) return 'null';
  if (Array.isArray(current)) return `an array of ${current.length}`;
  if (typeof current === 'string') return `text of ${current.length} characters`;
  return current === undefined ? 'nothing' : typeof current;
}

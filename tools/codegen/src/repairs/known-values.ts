import type { Schema } from '../model.js';

/** `- `VALUE` — what it means`, one line a value: how all four documents list values in prose. */
const listed = /^[ \t]*[-*•][ \t]+`"?([A-Za-z][\w.-]*)"?`(?=[ \t]*(?:[-—–:.,;]|$))/gm;

/**
 * A text whose values stand only in its description (148 fields of Ozon Seller: posting statuses, report states). They
 * become `examples`: offered by the editor and used by the sandbox, but never a reason to refuse another value.
 */
export function valuesInProse(schema: Schema): Schema | undefined {
  if (schema.type !== 'string' || schema.enum || schema.format || typeof schema.description !== 'string') return undefined;
  const values = [...new Set([...schema.description.matchAll(listed)].map(([, value]) => value as string))];
  return values.length >= 2 ? { ...schema, examples: values } : undefined;
}

import type { ApiDocument, DocumentOperation, Schema } from '../model.js';
import { definitionName } from '../types/usage.js';

/** What a field is, in comparable form. */
export interface Field {
  readonly type: string;
  readonly required: boolean;
  readonly values: readonly string[];
}

/** Fields by path: `body.items[].price`, `reply.result.total`, `query.limit`. */
export type Fields = ReadonlyMap<string, Field>;

/** Lays an operation's request and reply out as a flat list of fields. A definition inside itself is not entered again. */
export function flatten(operation: DocumentOperation, definitions: ApiDocument['definitions']): Fields {
  const fields = new Map<string, Field>();
  const visit = (schema: Schema, path: string, required: boolean, entered: readonly string[]): void => {
    if (schema.$ref) {
      const name = definitionName(schema.$ref);
      if (!entered.includes(name)) visit(definitions[name] as Schema, path, required, [...entered, name]);
      return;
    }
    fields.set(path, { type: typeOf(schema), required, values: (schema.enum ?? []).map(String).sort() });
    const names = new Set(schema.required ?? []);
    for (const [name, property] of Object.entries(schema.properties ?? {})) visit(property, `${path}.${name}`, names.has(name), entered);
    if (schema.items) visit(schema.items, `${path}[]`, true, entered);
    (schema.anyOf ?? []).forEach((branch, index) => visit(branch, `${path}|${index}`, false, entered));
  };
  for (const parameter of operation.parameters) visit(parameter.schema, `${parameter.in}.${parameter.name}`, parameter.required, []);
  if (operation.body.schema) visit(operation.body.schema, 'body', operation.body.required, []);
  if (operation.reply.schema) visit(operation.reply.schema, 'reply', false, []);
  return fields;
}

function typeOf({ type, format }: Schema): string {
  const text = Array.isArray(type) ? [...type].sort().join('|') : (type ?? 'any');
  return format ? `${text}:${format}` : text;
}

import type { JsonSchema } from '@occwo/core';

/** One field of a request or an answer. */
export interface Field {
  /** Dotted, with `[]` for the items of a list (`items[].offer_id`). */
  readonly name: string;
  /** `integer`, `string[]`, `object` … with its format (`string(date-time)`). */
  readonly type: string;
  readonly required: boolean;
  /** What the value must keep to, in words of JSON Schema (`maximum 1000`). */
  readonly limits: readonly string[];
  /** The only values that are taken. */
  readonly values?: readonly unknown[];
}

type Definitions = Readonly<Record<string, JsonSchema>>;

const deepest = 6;
const constraints = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'default'] as const;

/** The fields of a schema, parents before their children. A schema that holds itself ends where it closes. */
export function fieldsOf(schema: JsonSchema | undefined, definitions: Definitions): readonly Field[] {
  if (!schema) return [];
  const fields: Field[] = [];
  const visit = (given: JsonSchema, prefix: string, seen: readonly string[], depth: number): void => {
    const { schema: one, path } = resolved(given, definitions, seen);
    if (one.items !== undefined) return visit(one.items as JsonSchema, `${prefix}[]`, path, depth);
    const required = (one.required ?? []) as readonly string[];
    for (const [name, property] of Object.entries((one.properties ?? {}) as Definitions)) {
      const full = prefix === '' ? name : `${prefix}.${name}`;
      const inner = resolved(property, definitions, path);
      fields.push({ name: full, type: typeOf(inner.schema, definitions, path), required: required.includes(name), ...rulesOf(inner.schema) });
      if (depth < deepest && !inner.closes) visit(property, full, path, depth + 1);
    }
  };
  visit(schema, '', [], 0);
  return fields;
}

/** Follows references; parts that are put together (`allOf`) and the first of several choices are taken as one. */
function resolved(schema: JsonSchema, definitions: Definitions, seen: readonly string[]): { schema: JsonSchema; path: readonly string[]; closes: boolean } {
  let current = schema;
  let path = seen;
  let closes = false;
  for (;;) {
    if (typeof current.$ref === 'string') {
      const name = current.$ref.split('/').at(-1) ?? '';
      closes ||= path.includes(name);
      if (closes) return { schema: { type: 'object' }, path, closes };
      path = [...path, name];
      current = definitions[name] ?? {};
      continue;
    }
    const parts = (current.allOf ?? (current.anyOf as unknown[] | undefined)?.slice(0, 1) ?? (current.oneOf as unknown[] | undefined)?.slice(0, 1)) as readonly JsonSchema[] | undefined;
    if (!parts) return { schema: current, path, closes };
    const { allOf: _all, anyOf: _any, oneOf: _one, ...own } = current;
    const made = parts.map((part) => resolved(part, definitions, path).schema);
    current = [...made, own].reduce<JsonSchema>((merged, part) => ({
      ...merged, ...part,
      properties: { ...(merged.properties as object | undefined), ...(part.properties as object | undefined) },
      required: [...((merged.required as string[] | undefined) ?? []), ...((part.required as string[] | undefined) ?? [])],
    }), {});
  }
}

function typeOf(schema: JsonSchema, definitions: Definitions, seen: readonly string[]): string {
  if (schema.items !== undefined) return `${typeOf(resolved(schema.items as JsonSchema, definitions, seen).schema, definitions, seen)}[]`;
  const types = Array.isArray(schema.type) ? (schema.type as string[]).join('|') : ((schema.type as string | undefined) ?? (schema.properties ? 'object' : 'any'));
  return typeof schema.format === 'string' ? `${types}(${schema.format})` : types;
}

function rulesOf(schema: JsonSchema): Pick<Field, 'limits' | 'values'> {
  const limits = constraints.flatMap((name) => (schema[name] === undefined ? [] : [`${name} ${JSON.stringify(schema[name])}`]));
  const values = (schema.enum ?? (schema.items as JsonSchema | undefined)?.enum) as readonly unknown[] | undefined;
  return { limits, ...(values && { values }) };
}

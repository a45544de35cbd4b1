import type { JsonSchema } from '../client/schemas.js';
import type { Random } from '../time/random.js';
import { sampleText } from './sample-text.js';

export interface SampleOptions {
  /** `$defs` of the group's document. */
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  readonly random: Random;
  /** For replies: nothing in the value says that something failed, where the schema lets it be left out; flags are true. */
  readonly success?: boolean;
}

/** Fields by which marketplaces tell of failures inside a success. */
const failureField = /^(errors?|error_?(text|code|message|reasons?|types?|details|states)|.*_errors?|.*Errors?|additionalErrors|reject(ed)?.*|failed|isError)$/i;

/** Below this depth only what is required is filled in: two official schemas are recursive. */
const fullDepth = 6;

/** A seeded, plausible value that satisfies a schema. */
export function sampleValue(schema: JsonSchema, options: SampleOptions, depth = 0): unknown {
  const { random, definitions } = options;
  const resolved = resolve(schema, definitions);
  const { enum: allowed, anyOf } = resolved as { enum?: readonly unknown[]; anyOf?: readonly JsonSchema[] };
  if (allowed?.includes('OK') && options.success) return 'OK';
  if (allowed) return pick(allowed.filter((value) => value !== null), random) ?? null;
  const [branch] = anyOf ?? [];
  if (branch) return sampleValue({ ...withoutAnyOf(resolved), ...resolve(branch, definitions), properties: { ...propertiesOf(resolved), ...propertiesOf(resolve(branch, definitions)) } }, options, depth);
  switch (typeOf(resolved)) {
    case 'object':
      return sampleObject(resolved, options, depth);
    case 'array':
      return sampleArray(resolved, options, depth);
    case 'string':
      return sampleText(resolved, random);
    case 'integer':
      return sampleInteger(resolved, random);
    case 'number':
      return sampleInteger(resolved, random) + (['maximum', 'exclusiveMaximum', 'multipleOf'].some((name) => resolved[name] !== undefined) ? 0 : 0.5);
    case 'boolean':
      return options.success || random() < 0.5;
    case 'null':
      return null;
    default:
      return {};
  }
}

function resolve(schema: JsonSchema, definitions: SampleOptions['definitions']): JsonSchema {
  const { $ref, ...beside } = schema as JsonSchema & { $ref?: string };
  if ($ref === undefined) return schema;
  const target = definitions[$ref.slice($ref.lastIndexOf('/') + 1)];
  if (!target) throw new Error(`the schema points at ${$ref}, which is not there`);
  return { ...resolve(target, definitions), ...beside };
}

function typeOf(schema: JsonSchema): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find((name) => name !== 'null') ?? 'null';
  return type ?? (schema.properties ? 'object' : schema.items ? 'array' : undefined);
}

function sampleObject(schema: JsonSchema, options: SampleOptions, depth: number): Record<string, unknown> {
  const properties = propertiesOf(schema);
  const required = (schema.required as readonly string[] | undefined) ?? [];
  const names = depth < fullDepth ? new Set([...Object.keys(properties), ...required]) : new Set(required);
  const object: Record<string, unknown> = {};
  for (const name of names) {
    const property = properties[name] ?? { type: 'string' };
    if (!options.success || !failureField.test(name)) object[name] = sampleValue(property, options, depth + 1);
    else if (required.includes(name)) object[name] = emptyOf(resolve(property, options.definitions));
  }
  return object;
}

/** A required field that must not tell of a failure. */
function emptyOf(schema: JsonSchema): unknown {
  const type = typeOf(schema);
  if (schema.enum) return (schema.enum as readonly unknown[])[0];
  return type === 'array' ? [] : type === 'boolean' ? false : type === 'string' ? '' : type === 'object' ? {} : 0;
}

function sampleArray(schema: JsonSchema, options: SampleOptions, depth: number): unknown[] {
  const { minItems = 0, items = { type: 'string' }, uniqueItems } = schema as { minItems?: number; items?: JsonSchema; uniqueItems?: boolean };
  const length = Math.max(minItems, depth < fullDepth ? 1 : 0);
  const values: unknown[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; values.length < length && attempt < length * 50; attempt += 1) {
    const value = sampleValue(items, options, depth + 1);
    const key = JSON.stringify(value);
    if (uniqueItems && seen.has(key)) continue;
    seen.add(key);
    values.push(value);
  }
  return values;
}

function sampleInteger(schema: JsonSchema, random: Random): number {
  const { minimum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema as Record<string, number | undefined>;
  const maximum = (schema.maximum as number | undefined) ?? (exclusiveMaximum === undefined ? undefined : exclusiveMaximum - 1);
  const least = Math.ceil(minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1));
  const most = Math.floor(Math.min(maximum ?? Number.POSITIVE_INFINITY, Math.max(least, 1_000_000)));
  const value = least + Math.floor(random() * (Math.max(most, least) - least + 1));
  return multipleOf ? Math.max(multipleOf, Math.floor(value / multipleOf) * multipleOf) : value;
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema.properties as Readonly<Record<string, JsonSchema>> | undefined) ?? {};
}

function withoutAnyOf(schema: JsonSchema): JsonSchema {
  const { anyOf: _anyOf, ...rest } = schema;
  return rest;
}

function pick<Value>(values: readonly Value[], random: Random): Value | undefined {
  return values[Math.floor(random() * values.length)];
}

import type { ApiModel, ApiOperation, Schema } from '../model.js';

/** Requests are typed closed and with what is required, replies open and with everything optional. */
export type Direction = 'request' | 'reply';

/** Which operations lead to a definition, in which direction. */
export interface Usage {
  operations(name: string, direction: Direction): readonly ApiOperation[];
  /** Definitions that an operation leads to, in either direction. */
  reached(operation: ApiOperation): readonly string[];
}

/** Walks from every operation to all definitions it leads to. */
export function findUsage(model: ApiModel): Usage {
  const found = new Map<string, ApiOperation[]>();
  const byOperation = new Map<ApiOperation, Set<string>>();
  for (const operation of model.operations) {
    const reached = new Set<string>();
    for (const direction of ['request', 'reply'] as const) {
      const seen = new Set<string>();
      for (const schema of schemasOf(operation, direction)) visit(schema, model.definitions, seen);
      for (const name of seen) {
        const key = `${direction}:${name}`;
        found.set(key, [...(found.get(key) ?? []), operation]);
        reached.add(name);
      }
    }
    byOperation.set(operation, reached);
  }
  return {
    operations: (name, direction) => found.get(`${direction}:${name}`) ?? [],
    reached: (operation) => [...(byOperation.get(operation) ?? [])],
  };
}

function schemasOf(operation: ApiOperation, direction: Direction): Schema[] {
  const schemas = direction === 'request'
    ? [...operation.parameters.map(({ schema }) => schema), operation.body.schema]
    : [operation.reply.schema];
  return schemas.filter((schema) => schema !== undefined);
}

function visit(schema: Schema, definitions: ApiModel['definitions'], seen: Set<string>): void {
  if (schema.$ref) {
    const name = definitionName(schema.$ref);
    if (seen.has(name)) return;
    seen.add(name);
    visit(definitions[name] as Schema, definitions, seen);
    return;
  }
  for (const part of partsOf(schema)) visit(part, definitions, seen);
}

/** The schemas inside a schema. */
export function partsOf(schema: Schema): Schema[] {
  return [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
    ...(schema.anyOf ?? []),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ];
}

/** `#/$defs/Name` → `Name`. */
export function definitionName(reference: string): string {
  return reference.replace('#/$defs/', '');
}

import type { Schema } from '../model.js';

/** Looks a `$ref` up; gives the repaired definition. */
export type Resolve = (reference: string) => Schema;

/** Siblings of `$ref` mean nothing in OpenAPI 3.0; of those written, `nullable` is honoured and the rest is prose. */
export function siblingsOfRef(schema: Schema): Schema | undefined {
  if (schema.$ref === undefined || Object.keys(schema).length === 1) return undefined;
  const reference: Schema = { $ref: schema.$ref };
  return schema.nullable === true ? { anyOf: [reference, { type: 'null' }] } : reference;
}

/** Members of `allOf` that say nothing: `{}`, a bare description, a bare `type: object`. */
export function emptyMember(schema: Schema): Schema | undefined {
  if (!schema.allOf) return undefined;
  const telling = schema.allOf.filter((member) => Object.keys(member).some((key) => key !== 'description' && key !== 'example' && !(key === 'type' && member.type === 'object')));
  if (telling.length === schema.allOf.length) return undefined;
  const { allOf: _dropped, ...rest } = schema;
  return telling.length > 0 ? { ...rest, allOf: telling } : rest;
}

/** `allOf` of one member is that member; what stands beside it (`type`, a description, `nullable`) is kept only where it matters. */
export function singleMember(schema: Schema): Schema | undefined {
  const [only, ...others] = schema.allOf ?? [];
  if (!only || others.length > 0) return undefined;
  if (schema.properties) return undefined;
  if (schema.nullable === true) return only.$ref ? { anyOf: [{ $ref: only.$ref }, { type: 'null' }] } : { ...only, nullable: true };
  return only;
}

/** Several members become one object, because plain interfaces and messages with a field's path want one. Members are repaired ones. */
export function mergeMembers(schema: Schema, members: readonly Schema[], resolve: Resolve): Schema {
  const { allOf: _merged, ...own } = schema;
  const parts = [...members, own].map((member) => (member.$ref ? resolve(member.$ref) : member));
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const properties = Object.assign({}, ...parts.map((part) => part.properties ?? {})) as Record<string, Schema>;
  const rest = Object.assign({}, ...parts) as Schema;
  return { ...rest, type: 'object', properties, ...(required.size > 0 ? { required: [...required] } : {}) };
}

/**
 * `oneOf` becomes `anyOf`: the official examples of Wildberries match several branches at once (commission, bid
 * recommendations, deposit), so "exactly one" refuses good answers. One branch alone is that branch.
 */
export function oneOfAsAnyOf(schema: Schema): Schema | undefined {
  if (!schema.oneOf) return undefined;
  const { oneOf, discriminator: _discriminator, ...rest } = schema;
  const [only, ...others] = oneOf;
  return others.length === 0 && only ? { ...rest, ...only } : { ...rest, anyOf: oneOf };
}

import type { CategoryMapping, CategoryMappings } from '@occwo/core';

/**
 * What stands between a dry run and the sandbox that answers in place of the marketplace: the sandbox knows neither the
 * seller's categories nor the seller's warehouses, so their ids are exchanged on the way, after the request was recorded.
 */
export interface StandIn {
  /** Path and body as the sandbox understands them. */
  adapt(request: StandInRequest): StandInRequest;
  /** The answer to a question about a category that the sandbox does not know: the attributes that the mapping names. */
  directory(path: string): unknown;
}

export interface StandInRequest {
  readonly path: string;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
}

/** An attribute as a mapping names it. */
export interface NamedAttribute {
  /** The id, where the mapping gives one, else a placeholder. */
  readonly id: number;
  readonly name: string;
}

/** The attributes that a mapping names, over all its categories. */
export function namedAttributes(categories: CategoryMappings<unknown>): readonly NamedAttribute[] {
  const names = new Set(Object.values(categories).flatMap((category: CategoryMapping<unknown>) => Object.keys(category.attributes ?? {})));
  return [...names].map((name, index) => ({ id: /^\d+$/.test(name) ? Number(name) : index + 1, name }));
}

/** A copy with these fields replaced wherever they stand; `undefined` takes a field out. */
export function replaceFields(value: unknown, fields: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((entry) => replaceFields(entry, fields));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      if (!Object.hasOwn(fields, name)) return [[name, replaceFields(field, fields)]];
      return fields[name] === undefined ? [] : [[name, fields[name]]];
    }),
  );
}

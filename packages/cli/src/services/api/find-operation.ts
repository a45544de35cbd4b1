import type { Operation } from '@occwo/core';
import { CliError } from '../../errors/cli-error.js';
import type { Api } from './api-tables.js';
import { searchOperations } from './search-operations.js';

/** An operation that was named by its method or its route. */
export interface FoundOperation {
  readonly api: Api;
  readonly operation: Operation;
  /** Path parameters that stood in the route itself (`GET /api/v3/warehouses/42`). */
  readonly path: Readonly<Record<string, string>>;
}

const routeForm = /^(GET|POST|PUT|PATCH|DELETE)\s+(?:([\w-]+)\s+)?(\/\S*)$/i;

/**
 * Finds what was meant: `ozon.products.list`, `products.list`, `POST /v3/product/list`, or a route with values in place of its
 * parameters. Throws a `usage` error that lists what is near, or all that fit where there are several.
 */
export function findOperation(apis: readonly Api[], reference: string): FoundOperation {
  const found = isRoute(reference) ? byRoute(apis, reference) : byName(apis, reference);
  const [first, second] = found;
  if (!first) throw new CliError('usage', 'api.unknown', { found: reference, near: near(apis, reference) });
  if (second) throw new CliError('usage', 'api.ambiguous', { found: reference, choices: found.map(({ api, operation }) => nameOf(api, operation)).join(', ') });
  return first;
}

export const isRoute = (reference: string): boolean => routeForm.test(reference.trim());

/** `ozon.products.list`; the Performance API has groups of the same names, so it stands between: `ozon.performance.products.list`. */
export const nameOf = ({ marketplace, name }: Api, operation: Operation): string => `${marketplace}.${name === 'main' ? '' : `${name}.`}${operation.name}`;

/** `POST /v3/product/list`. */
export const routeOf = ({ method, path }: Operation): string => `${method} ${path}`;

function byName(apis: readonly Api[], reference: string): FoundOperation[] {
  return apis.flatMap((api) =>
    api.index.all().filter((operation) => reference === operation.name || reference === nameOf(api, operation)).map((operation) => ({ api, operation, path: {} })),
  );
}

/** The route as the document writes it comes first; among templates that a concrete path fits, the one with the most fixed text. */
export function byRoute(apis: readonly Api[], reference: string): FoundOperation[] {
  const [, verb = '', host, path = ''] = routeForm.exec(reference.trim()) ?? [];
  const all = apis.flatMap((api) =>
    api.index.all().filter((operation) => operation.method === verb.toUpperCase() && (host === undefined || host === operation.host)).map((operation) => ({ api, operation })),
  );
  const exact = all.filter(({ operation }) => operation.path === path);
  if (exact.length > 0) return exact.map((one) => ({ ...one, path: {} }));
  const fitting = all.flatMap((one) => {
    const values = matchPath(one.operation.path, path);
    return values ? [{ ...one, path: values }] : [];
  });
  const fewest = Math.min(...fitting.map((one) => Object.keys(one.path).length));
  return fitting.filter((one) => Object.keys(one.path).length === fewest);
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const names = template.split('/');
  const parts = path.replace(/\/$/, '').split('/');
  if (names.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    const parameter = /^\{(.+)\}$/.exec(name)?.[1];
    if (parameter === undefined ? name !== part : part === '') return undefined;
    if (parameter !== undefined) values[parameter] = decodeURIComponent(part);
  }
  return values;
}

function near(apis: readonly Api[], reference: string): string {
  const words = reference.split(/[\s./]+/).filter((word) => word.length > 2 && !apis.some(({ marketplace }) => marketplace === word));
  const hits = words.flatMap((word) => searchOperations(apis, [word]));
  const names = [...new Set(hits.map(({ api, operation }) => nameOf(api, operation)))];
  return names.slice(0, 5).join(', ') || '—';
}

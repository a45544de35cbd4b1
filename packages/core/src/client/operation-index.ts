import { parseOperation } from './operation.js';
import type { HttpMethod, Operation, OperationTable } from './operation.js';

/** The decoded table of one API. */
export interface OperationIndex {
  group(name: string): readonly Operation[];
  /** The operation of `POST /v3/product/list`. A route that the table does not know becomes a careful write. */
  byRoute(route: string): Operation;
  all(): readonly Operation[];
}

/** Decodes a table, a group at a time, when it is asked for. */
export function operationIndex(table: OperationTable): OperationIndex {
  const groups = new Map<string, readonly Operation[]>();
  let routes: Map<string, Operation> | undefined;

  const group = (name: string): readonly Operation[] => {
    let rows = groups.get(name);
    if (!rows) groups.set(name, (rows = Object.entries(table[name] ?? {}).map(([method, row]) => parseOperation(name, method, row))));
    return rows;
  };
  const all = () => Object.keys(table).flatMap(group);
  const index = () => (routes ??= new Map(all().flatMap((operation) => routesOf(operation).map((route) => [route, operation]))));

  return { group, all, byRoute: (route) => index().get(route) ?? unknownRoute(route, all()) };
}

/** `POST /v3/product/list`; where one path stands on several hosts, `POST content-api /content/v2/…` says which. */
function routesOf({ method, path, host }: Operation): string[] {
  return [`${method} ${path}`, `${method} ${host} ${path}`];
}

/**
 * A route that came after our table: it may write, so it counts as a write that must not be repeated. It pays the
 * limits that every known operation of its API pays.
 */
function unknownRoute(route: string, known: readonly Operation[]): Operation {
  const [method, ...rest] = route.split(' ') as [HttpMethod, ...string[]];
  const path = rest.at(-1) ?? '/';
  const host = rest.length > 1 ? (rest[0] as string) : (known[0]?.host ?? 'main');
  const common = known[0]?.limits.filter((limit) => known.every(({ limits }) => limits.includes(limit))) ?? [];
  return {
    name: route, group: '', method, path, host,
    effect: 'write', idempotency: 'create', limits: common, query: [], headers: [],
    body: method === 'GET' || method === 'DELETE' ? 'none' : 'object', reply: 'json',
  };
}

import type { Operation } from '../client/operation.js';

export interface RouteMatch {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly fixed: number;
}

/** Finds the operation of a request, on any host where none is named; among templates that fit, the one with the most fixed text wins. */
export function routeMatcher(operations: readonly Operation[]): (method: string, host: string | undefined, path: string) => RouteMatch | undefined {
  const routes = operations.map(toRoute).sort((a, b) => b.fixed - a.fixed);
  return (method, host, path) => {
    for (const { operation, pattern, names } of routes) {
      if (operation.method !== method || (host !== undefined && operation.host !== host)) continue;
      const found = pattern.exec(path);
      if (found) return { operation, path: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')])) };
    }
    return undefined;
  };
}

function toRoute(operation: Operation): Route {
  const names: string[] = [];
  const source = operation.path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return '([^/]+)';
    })
    .join('');
  return { operation, names, pattern: new RegExp(`^${source}/?$`), fixed: operation.path.replaceAll(/\{[^}]+\}/g, '').length };
}

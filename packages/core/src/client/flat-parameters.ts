import type { CallParameters } from '../pipeline/call.js';
import type { Operation } from './operation.js';

/**
 * Splits the flat parameters of a method (`{ campaignId, limit, offers }`) by the operation's row: names of the path's
 * template, query names, header names; the rest is the body. A body that is no object comes under the name `body`.
 */
export function splitParameters(operation: Operation, flat: Readonly<Record<string, unknown>> = {}): CallParameters {
  const inPath = new Set([...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name));
  const allQuery = operation.body === 'none' && operation.query.length === 0;
  const parts = { path: {}, query: {}, headers: {}, rest: {} } as Record<'path' | 'query' | 'headers' | 'rest', Record<string, unknown>>;
  let body: unknown;
  for (const [name, value] of Object.entries(flat)) {
    if (value === undefined) continue;
    if (inPath.has(name)) parts.path[name] = value;
    else if (operation.headers.includes(name)) parts.headers[name] = String(value);
    else if (allQuery || operation.query.includes(name)) parts.query[name] = value;
    else if (name === 'body' && (operation.body !== 'object' || typeof value === 'object')) body = value;
    else parts.rest[name] = value;
  }
  if (operation.body === 'object') body = { ...parts.rest, ...(body as object | undefined) };
  else if (operation.body === 'form') body ??= parts.rest;
  return {
    path: parts.path, query: parts.query, headers: parts.headers as Record<string, string>,
    ...(operation.body !== 'none' && { body }),
  };
}

import type { ApiModel, ApiOperation } from '../model.js';
import { banner } from './banner.js';

/** The table of rows that core's `parseOperation` reads; whatever is a default there is left out here. */
export function printOperations(model: ApiModel): string {
  const groups = byGroup(model.operations);
  const lines = [...groups].flatMap(([group, operations]) => [
    `  ${group}: {`,
    ...operations.map((operation) => `    ${operation.name}: '${rowOf(operation)}',`),
    '  },',
  ]);
  return `${banner}import type { OperationTable } from '@occwo/core';\n\nexport const operations: OperationTable = {\n${lines.join('\n')}\n};\n`;
}

/** Groups in the order of their first operation. */
export function byGroup(operations: readonly ApiOperation[]): Map<string, ApiOperation[]> {
  const groups = new Map<string, ApiOperation[]>();
  for (const operation of operations) groups.set(operation.group, [...(groups.get(operation.group) ?? []), operation]);
  return groups;
}

/** `POST /v3/product/list read l=all`. */
export function rowOf(operation: ApiOperation): string {
  const { method, path, kind, host, limits, body, reply, batch, sunset, replacement, access } = operation;
  const full = `${operation.group}.${operation.name}`;
  const bodyless = method === 'GET' || method === 'DELETE';
  const names = (place: 'query' | 'header') => operation.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name).join(',');
  const sendsBody = body.kind !== 'none';
  const values: Record<string, string | undefined> = {
    h: host === 'main' ? undefined : host,
    l: limits.map((key) => (key === full ? '~' : key)).join('+'),
    // Without a body everything that is not in the path is the query, so its names need no telling.
    q: sendsBody ? names('query') : undefined,
    hd: names('header'),
    b: body.kind === (bodyless ? 'none' : 'object') ? undefined : body.kind,
    r: reply.kind === 'json' ? undefined : reply.kind,
    n: batch && `${batch.field}:${batch.max}`,
    off: sunset !== undefined && /^\d{4}-\d\d-\d\d$/.test(sunset) ? sunset : undefined,
    by: replacement,
    a: access,
  };
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined && value !== '').map(([key, value]) => `${key}=${value}`);
  for (const pair of pairs) if (/[\s']/.test(pair)) throw new Error(`${operation.route}: "${pair}" cannot stand in a row`);
  return [method, path, kind, ...pairs].join(' ');
}

import type { Limit } from '../../../../packages/core/src/limits/limit.js';
import type { ApiModel } from '../model.js';
import { banner } from './banner.js';

/** The limits by key: shared ones under their own name, one operation's own under the operation's. */
export function printLimits(model: ApiModel): string {
  const lines = Object.entries(model.limits).map(([key, limit]) => `  ${propertyKey(key)}: ${literal(compact(limit))},`);
  return table('LimitTable', 'limits', lines);
}

/** How operations page, by name. */
export function printPaging(model: ApiModel): string {
  const lines = model.operations
    .filter(({ paging }) => paging !== undefined)
    .map((operation) => `  '${operation.group}.${operation.name}': ${literal(operation.paging)},`);
  return table('PagingTable', 'paging', lines);
}

/** Base URLs by host key, and of the marketplace's own sandbox where there is one. */
export function printHosts(model: ApiModel): string {
  const lines = (sandbox: boolean) =>
    Object.entries(model.hosts)
      .map(([key, host]) => [key, sandbox ? host.sandbox : host.production] as const)
      .filter(([, url]) => url !== undefined)
      .map(([key, url]) => `  ${propertyKey(key)}: '${url}',`);
  const sandbox = lines(true);
  return [
    banner,
    '/** Base URLs by host key. */\n',
    `export const hosts: Readonly<Record<string, string>> = {\n${lines(false).join('\n')}\n};\n`,
    ...(sandbox.length > 0 ? ["\n/** Base URLs of the marketplace's own sandbox. */\n", `export const sandboxHosts: Readonly<Record<string, string>> = {\n${sandbox.join('\n')}\n};\n`] : []),
  ].join('');
}

function table(type: string, name: string, lines: readonly string[]): string {
  return `${banner}import type { ${type} } from '@occwo/core';\n\nexport const ${name}: ${type} = {\n${lines.join('\n')}\n};\n`;
}

function compact(limit: Limit): unknown {
  const { source, ...rest } = limit;
  return { ...rest, source };
}

/** A value as TypeScript: keys bare where they may be, single quotes, one line. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{ ${entries.map(([key, item]) => `${propertyKey(key)}: ${literal(item)}`).join(', ')} }`;
  }
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}

function propertyKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
}

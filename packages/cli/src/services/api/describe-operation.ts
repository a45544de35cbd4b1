import type { GroupSchemas, Limit, OperationSchemas, Paging } from '@occwo/core';
import { fieldsOf } from './fields.js';
import type { Field } from './fields.js';
import { nameOf, routeOf } from './find-operation.js';
import type { FoundOperation } from './find-operation.js';

/** All that is known of one operation; what `occwo api describe --json` prints. */
export interface OperationDescription {
  readonly name: string;
  /** What the vendor's document calls it, in the document's language. */
  readonly title?: string;
  readonly marketplace: string;
  readonly api: string;
  readonly route: string;
  readonly url: string;
  readonly effect: 'read' | 'write';
  readonly kind: string;
  readonly body: string;
  readonly reply: string;
  readonly limits: readonly (Limit & { readonly key: string })[];
  readonly batch?: { readonly field: string; readonly max: number };
  readonly paging?: Paging;
  readonly sunset?: string;
  readonly replacement?: string;
  readonly access?: string;
  readonly parameters: Readonly<Record<'path' | 'query' | 'headers' | 'body', readonly Field[]>>;
  readonly replyFields: readonly Field[];
}

/** Describes an operation from the tables and the schemas of its group, which are loaded here. */
export async function describeOperation({ api, operation }: FoundOperation): Promise<OperationDescription> {
  const group = (await api.schemas[operation.group]?.())?.default as GroupSchemas | undefined;
  const schemas: OperationSchemas = group?.operations[operation.name.slice(operation.group.length + 1)] ?? {};
  const fields = (part: 'path' | 'query' | 'body' | 'reply') => fieldsOf(schemas[part], group?.$defs ?? {});
  const { batch, sunset, replacement, access } = operation;
  const title = (await api.titles())[operation.name];
  const paging = api.paging[operation.name];
  return {
    name: nameOf(api, operation), ...(title && { title }), marketplace: api.marketplace, api: api.name,
    route: routeOf(operation), url: `${api.hosts[operation.host] ?? ''}${operation.path}`,
    effect: operation.effect, kind: operation.idempotency, body: operation.body, reply: operation.reply,
    limits: operation.limits.flatMap((key) => (api.limits[key] ? [{ key, ...api.limits[key] }] : [])),
    ...(batch && { batch }), ...(paging && { paging }), ...(sunset && { sunset }), ...(access && { access }),
    ...(replacement && { replacement: replacement.includes('/') ? replacement.replace('~', ' ') : replacement }),
    parameters: {
      path: fields('path'), query: fields('query'), body: fields('body'),
      headers: operation.headers.map((name) => ({ name, type: 'string', required: false, limits: [] })),
    },
    replyFields: fields('reply'),
  };
}

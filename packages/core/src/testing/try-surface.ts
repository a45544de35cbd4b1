import { operationIndex } from '../client/operation-index.js';
import type { Operation, OperationTable } from '../client/operation.js';
import type { GroupSchemas, SchemaLoaders } from '../client/schemas.js';
import { sampleValue } from '../sandbox/sample-value.js';
import { seededRandom } from '../time/random.js';
import type { Random } from '../time/random.js';
import { axiosTransport } from '../transport/axios-transport.js';
import type { Transport, WireRequest } from '../transport/transport.js';

export interface Surface {
  readonly operations: OperationTable;
  readonly schemas: SchemaLoaders;
  /** Base URL by host key, as a sandbox gives them. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Makes the client whose methods are called. */
  readonly connect: (transport: Transport) => object;
  /** Leaves the others out. */
  readonly only?: (operation: Operation) => boolean;
}

type Methods = Readonly<Record<string, Readonly<Record<string, (parameters: object) => Promise<unknown>>>>>;

/** What a body's kind puts into the header; a form's type is named by the transport, because it holds the boundary. */
const contentTypes = { none: undefined, object: 'application/json', array: 'application/json', binary: 'application/octet-stream', form: undefined };

/**
 * Calls every operation of a table once through its grouped method, with parameters made from its schemas, and tells
 * what went wrong: an error, or a request that went elsewhere than the table says. For tests of a generated surface.
 *
 * @example
 * expect(await trySurface({ operations, schemas, hosts: sandbox.hosts, connect })).toEqual({ calls: 461, problems: [] });
 */
export async function trySurface({ operations, schemas, hosts, connect, only }: Surface): Promise<{ calls: number; problems: string[] }> {
  const sent: WireRequest[] = [];
  const send = axiosTransport();
  const client = connect((request) => (sent.push(request), send(request))) as Methods;
  const random = seededRandom(42);
  const problems: string[] = [];
  let calls = 0;
  for (const operation of operationIndex(operations).all()) {
    if (only && !only(operation)) continue;
    const method = operation.name.slice(operation.group.length + 1);
    const group = (await schemas[operation.group]?.())?.default as GroupSchemas;
    calls += 1;
    try {
      await client[operation.group]?.[method]?.(sampleParameters(operation, group, method, random));
    } catch (error) {
      problems.push(`${operation.name}: ${String(error)}`);
    }
    problems.push(...misdirections(operation, hosts[operation.host] ?? '', sent.pop()));
  }
  return { calls, problems };
}

function sampleParameters(operation: Operation, group: GroupSchemas, method: string, random: Random): Record<string, unknown> {
  const own = group.operations[method] ?? {};
  const sample = (schema: typeof own.path) => (schema ? sampleValue(schema, { definitions: group.$defs, random }) : {}) as Record<string, unknown>;
  const path = Object.fromEntries([...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [name, '1']));
  const headers = Object.fromEntries(operation.headers.map((name) => [name, '1']));
  const around = { ...path, ...sample(own.path), ...sample(own.query), ...headers };
  if (operation.body === 'binary') return { ...around, body: new Uint8Array([1]) };
  if (operation.body === 'form') return { ...around, body: new FormData() };
  const body = own.body ? sample(own.body) : undefined;
  const collides = Array.isArray(body) || Object.keys(body ?? {}).some((name) => name in around || name === 'body');
  return collides ? { ...around, body } : { ...around, ...body };
}

function misdirections({ name, method, path, body }: Operation, base: string, request: WireRequest | undefined): string[] {
  if (!request) return [`${name}: nothing was sent`];
  const template = path.split(/\{[^}]+\}/).map((fixed) => fixed.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('[^/?]+');
  const wrong: string[] = [];
  if (request.method !== method) wrong.push(`${name}: sent ${request.method}, not ${method}`);
  if (!request.url.startsWith(base) || !new RegExp(`^${template}(\\?|$)`).test(request.url.slice(base.length))) wrong.push(`${name}: went to ${request.url}`);
  if (request.headers['content-type'] !== contentTypes[body]) wrong.push(`${name}: sent ${request.headers['content-type']}, not ${contentTypes[body]}`);
  return wrong;
}

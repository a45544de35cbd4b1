import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GroupSchemas, JsonSchema } from '@occwo/core';
import { ApiError } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import * as performanceTable from '../generated/performance/operations.js';
import { schemas as performanceSchemas } from '../generated/performance/schemas.js';
import { operations } from '../generated/seller/operations.js';
import { schemas } from '../generated/seller/schemas.js';
import { createOzon } from './create-ozon.js';
import { createOzonPerformance } from './create-ozon-performance.js';

interface Fixture {
  readonly operation: string;
  readonly response: unknown;
  readonly status: number;
}

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/ozon/', import.meta.url));
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('webhook')) : [];
const codes: Record<number, string> = { 400: 'invalid-request', 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 502: 'server-error' };

/** The least value that a schema takes. */
function least(schema: JsonSchema, defs: GroupSchemas['$defs']): unknown {
  const { $ref, type, format, enum: values, properties = {}, required = [], items = {}, minItems = 0, minimum = 1, oneOf, anyOf } = schema as Record<string, never> & {
    $ref?: string; format?: string; type?: string | string[]; enum?: unknown[]; properties?: Record<string, JsonSchema>; required?: string[]; items?: JsonSchema; minItems?: number; minimum?: number; oneOf?: JsonSchema[]; anyOf?: JsonSchema[];
  };
  if ($ref) return least(defs[$ref.split('/').at(-1) ?? ''] ?? {}, defs);
  if (values) return values[0];
  const kind = Array.isArray(type) ? type[0] : type;
  if (kind === 'array') return Array.from({ length: minItems }, () => least(items, defs));
  if (kind === 'string') return format === 'date-time' ? '2026-01-01T00:00:00Z' : format === 'date' ? '2026-01-01' : 'text';
  if (kind === 'boolean') return true;
  if (kind === 'integer' || kind === 'number') return minimum;
  const [choice = {}] = oneOf ?? anyOf ?? [];
  const names = [...required, ...((choice as { required?: string[] }).required ?? [])];
  return Object.fromEntries(names.map((name) => [name, least(properties[name] ?? {}, defs)]));
}

async function ask({ operation, response, status }: Fixture): Promise<unknown> {
  const html = typeof response === 'string';
  const transport = memoryTransport(({ url }) =>
    url.endsWith('/client/token') ? { body: { access_token: 'T', expires_in: 1800 } }
    : { status, headers: { 'content-type': html ? 'text/html' : 'application/json' }, body: html ? response : JSON.stringify(response) },
  );
  const performance = operation.includes(' /api/');
  const options = { clientId: '1', transport, retries: 0, onEvent: () => {} };
  const client = performance ? createOzonPerformance({ ...options, clientSecret: 's' }) : createOzon({ ...options, apiKey: 'k' });
  const known = operationIndex(performance ? performanceTable.operations : operations).byRoute(operation);
  const loaded = known.group ? ((await (performance ? performanceSchemas : schemas)[known.group]?.())?.default as GroupSchemas) : undefined;
  const { body, query } = loaded?.operations[known.name.slice(known.group.length + 1)] ?? {};
  const inPath = Object.fromEntries([...known.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => [name, 'x']));
  const parts = {
    path: inPath,
    ...(query && loaded && { query: least(query, loaded.$defs) }),
    ...(known.body === 'object' && { body: body && loaded ? least(body, loaded.$defs) : {} }),
  };
  return (client as { request(route: string, parameters: unknown): Promise<unknown> }).request(operation, parts);
}

describe.skipIf(names.length === 0)('captured answers through the client (../shared is there)', () => {
  it.each(names)('%s', async (name) => {
    const fixture = JSON.parse(readFileSync(folder + name, 'utf8')) as Fixture;
    const answer = await ask(fixture).catch((error: unknown) => error);
    if (fixture.status === 200) return expect(answer).toEqual(fixture.response);
    expect(answer).toBeInstanceOf(ApiError);
    expect(answer).toMatchObject({ code: codes[fixture.status], status: fixture.status, hint: expect.any(String), body: fixture.response });
  });
});

import { operationIndex } from '@occwo/core/client';
import type { JobFlow } from '@occwo/core/jobs';
import type { GroupSchemas, JsonSchema } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import * as performance from '../../generated/performance/operations.js';
import { schemas as performanceSchemas } from '../../generated/performance/schemas.js';
import { operations } from '../../generated/seller/operations.js';
import { schemas } from '../../generated/seller/schemas.js';
import { jobFlows } from './flows.js';
import { jobState } from './job-ends.js';

const apis = [{ index: operationIndex(operations), schemas }, { index: operationIndex(performance.operations), schemas: performanceSchemas }];
const flows = Object.entries(jobFlows as Readonly<Record<string, JobFlow>>);
/** Only their names are known, from Ozon's log; they are in no document yet. */
const labels = ['POST /v3/posting/fbs/package-label/create', 'POST /v2/posting/fbs/package-label/get'];

const find = (route: string) => {
  const api = apis.find(({ index }) => index.byRoute(route).group !== '');
  return api && { operation: api.index.byRoute(route), schemas: api.schemas as Readonly<Record<string, () => Promise<{ default: unknown }>>> };
};

/** The official schema at a dotted path of an operation's body or answer. */
async function schemaAt(route: string, part: 'body' | 'reply', path: string): Promise<JsonSchema | undefined> {
  const found = find(route);
  if (!found) return undefined;
  const group = (await found.schemas[found.operation.group]?.())?.default as GroupSchemas;
  const resolve = (schema: JsonSchema | undefined): JsonSchema | undefined => {
    const name = /^#\/\$defs\/(.+)$/.exec(String(schema?.$ref ?? ''))?.[1];
    return name === undefined ? schema : resolve(group.$defs[name]);
  };
  let schema = resolve(group.operations[found.operation.name.slice(found.operation.group.length + 1)]?.[part]);
  for (const step of path.split('.')) {
    schema = resolve((schema?.properties as Record<string, JsonSchema> | undefined)?.[step.replace('[]', '')]);
    if (step.endsWith('[]')) schema = resolve(schema?.items as JsonSchema | undefined);
  }
  return schema;
}

describe('status words', () => {
  it.each([
    'pending', 'waiting', 'processing', 'in_progress', 'IN_PROGRESS', 'InProgress', 'in_process', 'validation_in_process', 'NOT_STARTED',
    'STATUS_IN_PROGRESS', 'На подтверждении', 'Ожидает обработки', 'PROCESSING', 'a word of tomorrow',
  ])('%s goes on', (word) => expect(jobState(word)).toBe('running'));
  it.each(['success', 'SUCCESS', 'Success', 'completed', 'ready', 'FINISHED', 'EXIST', 'OK', 'ship_available', 'update_available', 'Подтверждена', 'STATUS_SUCCESS'])(
    '%s is done', (word) => expect(jobState(word)).toBe('done'),
  );
  it.each(['failed', 'FAILED', 'ERROR', 'STATUS_ERROR', 'cancelled', 'CANCEL', 'TIMEOUT', 'UNSPECIFIED', 'STATE_TYPE_UNSPECIFIED', 'NOT_EXIST', 'ship_not_available', 'Отклонена', "The next postings aren't ready"])(
    '%s has failed', (word) => expect(jobState(word)).toBe('failed'),
  );
});

describe('flows', () => {
  it('go by operations that exist; the newest label methods are not in the document of August 2026', () => {
    const routes = new Set(flows.flatMap(([start, { status, fetch }]) => [start, status, ...(fetch ? [fetch.route] : [])]));
    expect([...routes].filter((route) => !find(route))).toEqual(labels);
  });

  it('start by something that is no read, and ask by something that is', () => {
    const wrong = flows.filter(([start, { status }]) => !labels.includes(start) && (find(start)?.operation.idempotency === 'read' || find(status)?.operation.idempotency !== 'read'));
    expect(wrong.map(([start]) => start)).toEqual([]);
  });

  it.each(flows.filter(([start]) => !labels.includes(start)))('%s: state, number and ticket stand where the official schema has them', async (start, flow) => {
    const state = await schemaAt(flow.status, 'reply', flow.state);
    expect(state, flow.state).toBeDefined();
    const allowed = (state?.enum as readonly string[] | undefined) ?? [];
    if (allowed.length > 0) expect(new Set(allowed.filter((word) => typeof word === 'string').map((word) => jobState(word)))).toEqual(new Set(['running', 'done', 'failed']));
    if (flow.as.startsWith('body.')) expect((await schemaAt(flow.status, 'body', flow.as.slice('body.'.length)))?.type).toBe(flow.numeric ? 'integer' : 'string');
    const places = await Promise.all(flow.ticket.map((path) => (path.startsWith('request.body.') ? schemaAt(start, 'body', path.slice('request.body.'.length)) : schemaAt(start, 'reply', path))));
    expect(places.filter(Boolean).length, flow.ticket.join(' ')).toBeGreaterThan(0);
    for (const place of flow.repeats ?? []) expect(await schemaAt(start, 'body', place.slice('body.'.length))).toBeDefined();
  });
});

import { operationIndex } from '@occwo/core/client';
import type { CallParameters } from '@occwo/core/client';
import type { GroupSchemas } from '@occwo/core';
import type { Job, JobFlow } from '@occwo/core/jobs';
import { sampleValue } from '@occwo/core/sandbox';
import { fakeClock, seededRandom } from '@occwo/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as performance from '../../generated/performance/operations.js';
import { schemas as performanceSchemas } from '../../generated/performance/schemas.js';
import { operations } from '../../generated/seller/operations.js';
import { schemas } from '../../generated/seller/schemas.js';
import { startOzonPerformanceSandbox, startOzonSandbox } from '../../sandbox/index.js';
import type { OzonPerformanceSandbox, OzonSandbox } from '../../sandbox/index.js';
import { createOzonPerformance } from '../create-ozon-performance.js';
import type { OzonPerformanceClient } from '../create-ozon-performance.js';
import { createOzon } from '../create-ozon.js';
import type { OzonClient } from '../create-ozon.js';
import { jobFlows } from './flows.js';
import type { JobRoute } from './flows.js';
import { job } from './job.js';

const clock = fakeClock();
let sandbox: OzonSandbox;
let advertising: OzonPerformanceSandbox;
let ozon: OzonClient;
let ozonPerformance: OzonPerformanceClient;
beforeAll(async () => {
  sandbox = await startOzonSandbox({ clock, taskMs: 5000 });
  advertising = await startOzonPerformanceSandbox({ clock, taskMs: 5000 });
  ozon = createOzon({ ...sandbox.credentials, hosts: sandbox.hosts, clock, replies: 'strict' });
  ozonPerformance = createOzonPerformance({ ...advertising.credentials, hosts: advertising.hosts, clock });
});
afterAll(() => Promise.all([sandbox.close(), advertising.close()]));

const flows = Object.entries(jobFlows) as [JobRoute, JobFlow][];
const seller = flows.filter(([route]) => !route.includes('/api/client/'));
const random = seededRandom(7);

/** Parameters that the official schema takes. */
async function sampleParameters(table: typeof operations | typeof performance.operations, loaders: object, route: string): Promise<CallParameters> {
  const operation = operationIndex(table).byRoute(route);
  const group = (await (loaders as Record<string, () => Promise<{ default: unknown }>>)[operation.group]?.())?.default as GroupSchemas | undefined;
  const own = group?.operations[operation.name.slice(operation.group.length + 1)];
  const sample = (schema: typeof own extends infer Own ? NonNullable<Own>[keyof NonNullable<Own>] : never) => schema && sampleValue(schema, { definitions: group?.$defs ?? {}, random });
  return { ...(own?.body && { body: sample(own.body) }), ...(own?.query && { query: sample(own.query) as Record<string, unknown> }) };
}

describe('every flow of the Seller API', () => {
  it.each(seller)('%s starts, is worked off, and gives what it made', async (route, flow) => {
    const body = route.startsWith('POST /v3/posting/fbs/package-label') ? { body: { posting_numbers: ['1-1'] } } : await sampleParameters(operations, schemas, route);
    const parameters = route === 'POST /v3/product/import' ? { body: { items: [{ offer_id: 'A', name: 'Кружка', price: '10', description_category_id: 1, type_id: 1 }] } } : body;
    const flowJob = job(ozon, route) as Job;
    const states: string[] = [];
    const result = await clock.run(flowJob.run(parameters, { clock, onProgress: ({ state }) => void states.push(state) }));
    expect(states.length).toBeGreaterThan(1);
    expect(result.empty).toBe(false);
    expect(await clock.run(flowJob.resume(result.ticket, { clock }))).toMatchObject({ ticket: result.ticket, state: result.state });
    const makesFile = /report|finance|label|fbp|carriage/.test(route);
    expect(result.files.length > 0).toBe(makesFile);
    if (!makesFile) return;
    const file = await result.file?.open();
    expect(file?.contentType).toMatch(flow.status.includes('report') ? /csv/ : /pdf/);
    expect((await file?.bytes())?.length).toBeGreaterThan(5);
  });

  it('gives rows of a report, and both files of labels', async () => {
    const report = await clock.run(job(ozon, 'POST /v1/report/products/create').run({ body: {} }, { clock }));
    const rows = [];
    for await (const row of (await report.file?.open())?.rows() ?? []) rows.push(row);
    expect(rows).toEqual([{ 'Артикул': `'${report.ticket}`, 'Название': 'Кружка; белая' }]);
    const labels = await clock.run(job(ozon, 'POST /v3/posting/fbs/package-label/create').run({ body: { posting_numbers: ['1-1'] } }, { clock }));
    expect([labels.files.length, labels.ticket.split(',').length]).toEqual([2, 2]);
    expect((await labels.files[1]?.open())?.name).toMatch(/^\d+\.pdf$/);
  });

  it('is nobody\'s whom nobody started', async () => {
    await expect(clock.run(job(ozon, 'POST /v1/report/products/create').resume('NONE', { clock }))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('every flow of the Performance API', () => {
  it.each(flows.filter(([route]) => route.includes('/api/client/')))('%s makes a file that only its key opens', async (route) => {
    const parameters = await sampleParameters(performance.operations, performanceSchemas, route);
    // Random dates lie further apart than the 62 days that a report takes.
    const date = (value: string, day: string) => `2026-01-${day}${value.length > 10 ? 'T00:00:00Z' : ''}`;
    const dated = JSON.parse(JSON.stringify(parameters), (name, value: string) => (/^(dateFrom|from)$/.test(name) ? date(value, '01') : /^(dateTo|to)$/.test(name) ? date(value, '31') : value)) as CallParameters;
    const result = await clock.run((job(ozonPerformance, route) as Job).run(dated, { clock }));
    expect(result.state).toBe('OK');
    const text = await clock.run((async () => (await result.file?.open())?.text())());
    expect(text).toContain('Показы');
  });
});

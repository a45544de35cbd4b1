import { operationIndex } from '@occwo/core/client';
import type { JobFlow, JobOptions } from '@occwo/core/jobs';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.js';
import { createYandex } from '../create-yandex.js';
import { jobFlows } from './flows.js';
import { job } from './job.js';

const route = 'POST /v2/reports/united-orders/generate';
const parameters = { query: { format: 'CSV' as const }, body: { businessId: 7, dateFrom: '2026-01-01', dateTo: '2026-01-31' } };

function reports(...states: Record<string, unknown>[]) {
  const clock = fakeClock();
  const asked: { path: string; at: number }[] = [];
  let questions = 0;
  const transport = memoryTransport(({ url }) => {
    const { pathname: path, host } = new URL(url);
    asked.push({ path, at: clock.monotonic() });
    if (host === 'files.example') return path === '/1' ? { status: 403, body: '<Error/>' } : { body: 'a,b\n1,2\n', headers: { 'content-type': 'text/csv' } };
    if (path.endsWith('/generate')) return { body: { status: 'OK', result: { reportId: 'r-1', estimatedGenerationTime: 20_000 } } };
    questions += 1;
    return { body: { status: 'OK', result: { generationRequestedAt: '2026-01-01T00:00:00Z', ...states[Math.min(questions, states.length) - 1] } } };
  });
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, clock, transport });
  const united = job(client, route);
  return { clock, asked, united, client, transport, run: (options: JobOptions = {}) => clock.run(united.run(parameters, { clock, ...options })) };
}

describe('flows', () => {
  const index = operationIndex(operations);

  it('are all the generators of the document but the one that answers at once, and what LaaS works off later', () => {
    const generators = index.all().filter(({ path }) => path.endsWith('/generate')).map(({ method, path }) => `${method} ${path}`);
    const made = generators.filter((one) => one !== 'POST /v1/businesses/{businessId}/offer-mappings/barcodes/generate');
    expect(Object.keys(jobFlows).filter((one) => one.endsWith('/generate')).sort()).toEqual(made.sort());
  });

  it.each(Object.entries(jobFlows as Readonly<Record<string, JobFlow>>))('%s goes by operations that exist', (start, { status }) => {
    expect(index.byRoute(start)).toMatchObject({ group: expect.stringMatching(/./), idempotency: expect.stringMatching(/job|transition/) });
    expect(index.byRoute(status)).toMatchObject({ idempotency: 'read' });
  });
});

describe('reports', () => {
  it('are first asked for when Market expects them to be done, then until they are', async () => {
    const { asked, run } = reports({ status: 'PENDING' }, { status: 'PROCESSING' }, { status: 'DONE', file: 'https://files.example/2' });
    expect(await run()).toMatchObject({ ticket: 'r-1', empty: false, file: { link: 'https://files.example/2' } });
    expect(asked.map(({ path }) => path)).toEqual(['/v2/reports/united-orders/generate', ...Array(3).fill('/v2/reports/info/r-1')]);
    expect(asked[1]?.at).toBe(20_000);
  });

  it('are opened by a new link when the first one has died, and no key goes to the store', async () => {
    const { run, clock, transport } = reports({ status: 'DONE', file: 'https://files.example/1' }, { status: 'DONE', file: 'https://files.example/2' });
    const { file } = await run();
    expect(await clock.run((async () => (await file?.open())?.text())())).toBe('a,b\n1,2\n');
    const stored = transport.requests.filter(({ url }) => url.includes('files.example'));
    expect(stored.map(({ headers }) => headers['Api-Key'])).toEqual([undefined, undefined]);
  });

  it('may be empty, or miss parts', async () => {
    expect(await reports({ status: 'DONE', subStatus: 'NO_DATA' }).run()).toMatchObject({ empty: true, note: 'NO_DATA', file: undefined });
    expect(await reports({ status: 'DONE', subStatus: 'RESOURCE_NOT_FOUND', file: 'https://files.example/2' }).run()).toMatchObject({ empty: false, note: 'RESOURCE_NOT_FOUND', file: {} });
  });

  it.each([['TOO_LARGE', /shorter period/], [undefined, /start the job again/]])('fail with what to do about %s', async (subStatus, hint) => {
    await expect(reports({ status: 'FAILED', ...(subStatus && { subStatus }) }).run()).rejects.toMatchObject({ name: 'ApiError', code: 'rejected', hint: expect.stringMatching(hint) });
  });

  it('are given up at the deadline, and gone on with later', async () => {
    const tickets: string[] = [];
    const { run, clock, asked } = reports({ status: 'PROCESSING' });
    await expect(run({ deadlineMs: 60_000, onStarted: (ticket) => void tickets.push(ticket) })).rejects.toMatchObject({ code: 'deadline' });
    expect(clock.monotonic()).toBeLessThanOrEqual(60_000);
    const later = reports({ status: 'DONE', file: 'https://files.example/2' });
    await later.clock.run(later.united.resume(tickets[0] as string, { clock: later.clock }));
    expect([asked[0]?.path, later.asked.map(({ path }) => path)]).toEqual(['/v2/reports/united-orders/generate', ['/v2/reports/info/r-1']]);
  });

  it('were not started where the answer has no number', async () => {
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, transport: memoryTransport(() => ({ body: { status: 'OK' } })) });
    await expect(job(client, route).run(parameters)).rejects.toMatchObject({ code: 'unreadable-reply' });
  });
});

describe('changes that Market works off later', () => {
  const setup = (status: string | undefined) => {
    const clock = fakeClock();
    const transport = memoryTransport(({ url, body }) => {
      if (url.endsWith('/status')) return { body: { order: { id: 1 }, ...(status && { operation: { id: 'O-1', type: 'ORDER_STATUS_UPDATE', status: 'IN_PROGRESS' } }) } };
      const { operationIds, operationType } = JSON.parse(String(body)) as { operationIds: string[]; operationType: string };
      return { body: { status: 'OK', result: { operations: [{ id: operationIds[0], type: operationType, status }] } } };
    });
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, clock, transport });
    const update = job(client, 'PUT /v2/campaigns/{campaignId}/orders/{orderId}/status');
    return { run: () => clock.run(update.run({ path: { orderId: 1 }, body: { order: { status: 'CANCELLED', substatus: 'SHOP_FAILED' } } }, { clock })), transport };
  };

  it('are waited for by their operation', async () => {
    const { run, transport } = setup('DONE');
    expect(await run()).toMatchObject({ ticket: 'O-1', state: 'DONE' });
    expect(JSON.parse(String(transport.requests[1]?.body))).toEqual({ operationIds: ['O-1'], operationType: 'ORDER_STATUS_UPDATE' });
    await expect(setup('FAILED').run()).rejects.toMatchObject({ code: 'rejected' });
  });

  it('are done at once for orders of all other kinds', async () => {
    const { run, transport } = setup(undefined);
    expect(await run()).toMatchObject({ ticket: '', state: 'done', value: { order: { id: 1 } } });
    expect(transport.requests).toHaveLength(1);
  });

  it('tell which of many orders were refused, and fail where all were', async () => {
    const run = async (...orders: object[]) => {
      const transport = memoryTransport(() => ({ body: { status: 'OK', result: { orders } } }));
      const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, campaignId: 8, transport });
      const asked = orders.map((_order, index) => ({ id: index + 1, status: 'PROCESSING' as const, substatus: 'READY_TO_SHIP' as const }));
      return job(client, 'POST /v2/campaigns/{campaignId}/orders/status-update').run({ body: { orders: asked } });
    };
    const refused = { id: 1, updateStatus: 'ERROR', errorDetails: 'Order 1: codes are missing' };
    expect(await run(refused, { id: 2, updateStatus: 'OK' })).toMatchObject({ state: 'done', leftOut: ['Order 1: codes are missing'] });
    await expect(run(refused)).rejects.toMatchObject({ name: 'ApiError', code: 'rejected', message: expect.stringContaining('codes are missing') });
  });
});

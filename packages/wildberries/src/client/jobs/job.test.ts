import { operationIndex } from '@occwo/core/client';
import type { Job, JobFlow } from '@occwo/core/jobs';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.js';
import { sandboxToken } from '../../sandbox/sandbox-token.js';
import { createWildberries } from '../create-wildberries.js';
import { jobFlows } from './flows.js';
import type { JobRoute } from './flows.js';
import { job } from './job.js';

/** A client whose answers come from `answers`, by `METHOD /path`; a list is answered one by one, its last one for ever. */
function shop(answers: Record<string, MemoryReply | MemoryReply[]>) {
  const clock = fakeClock();
  const seen: string[] = [];
  const transport = memoryTransport(({ method, url }) => {
    const key = `${method} ${new URL(url).pathname}`;
    seen.push(key);
    const answer = answers[key];
    if (!answer) return { status: 404, body: { title: 'not found' } };
    return Array.isArray(answer) ? ((answer.length > 1 ? answer.shift() : answer[0]) as MemoryReply) : answer;
  });
  const client = createWildberries({ token: sandboxToken(), clock, transport });
  return { clock, seen, transport, of: (route: JobRoute) => job(client, route) as Job };
}

const status = (word: string) => ({ body: { data: { id: 't-1', status: word } } });
const remains = '/api/v1/warehouse_remains';
const csv = '/api/v2/nm-report/downloads';
const id = '5b0f8c9e-0000-4000-8000-000000000001';
const listed = (word: string) => ({ body: { data: [{ id, status: word }] } });

it('flows go by operations that exist, start by what may not be repeated unseen, and ask by reads', () => {
  const index = operationIndex(operations);
  for (const [start, flow] of Object.entries(jobFlows as Readonly<Record<string, JobFlow>>)) {
    expect(index.byRoute(start), start).toMatchObject({ idempotency: expect.stringMatching(/^(job|set)$/) });
    for (const route of [flow.status, flow.fetch?.route ?? flow.status]) expect(index.byRoute(route), route).toMatchObject({ idempotency: 'read', group: expect.stringMatching(/./) });
  }
});

describe('reports of analytics', () => {
  it('start, are asked for every five seconds, are fetched', async () => {
    const { clock, seen, of } = shop({
      [`GET ${remains}`]: { body: { data: { taskId: 't-1' } } },
      [`GET ${remains}/tasks/t-1/status`]: [status('new'), status('processing'), status('done')],
      [`GET ${remains}/tasks/t-1/download`]: { body: [{ nmId: 1 }] },
    });
    const result = await clock.run(of(`GET ${remains}`).run({ query: { groupByNm: true } }, { clock }));
    expect(result).toMatchObject({ ticket: 't-1', state: 'done', empty: false, value: [{ nmId: 1 }] });
    expect(seen).toHaveLength(5);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(10_000);
  });

  it('may have no rows (204), or be gone', async () => {
    const { clock, of } = shop({ 'GET /api/v1/paid_storage/tasks/t-1/status': status('done'), 'GET /api/v1/paid_storage/tasks/t-1/download': { status: 204 } });
    expect(await clock.run(of('GET /api/v1/paid_storage').resume('t-1', { clock }))).toMatchObject({ state: 'done', empty: true, value: undefined });
    for (const word of ['purged', 'canceled']) {
      const gone = shop({ 'GET /api/v1/acceptance_report/tasks/t-1/status': status(word) });
      await expect(gone.clock.run(gone.of('GET /api/v1/acceptance_report').resume('t-1', { clock: gone.clock }))).rejects.toMatchObject({ code: 'rejected', vendorCode: word });
    }
  });
});

describe('CSV reports', () => {
  it('are started once more when they fail, then come as a file', async () => {
    const { clock, seen, transport, of } = shop({
      [`GET ${csv}`]: [listed('WAITING'), listed('FAILED'), listed('RETRY'), listed('SUCCESS')],
      [`POST ${csv}/retry`]: { body: { data: 'Retry' } },
      [`GET ${csv}/file/${id}`]: { body: Buffer.from('VendorCode,Name\n') },
    });
    const result = await clock.run(of(`POST ${csv}`).resume(id, { clock }));
    expect(await (await result.file?.open())?.text()).toBe('VendorCode,Name\n');
    expect(seen).toEqual([`GET ${csv}`, `GET ${csv}`, `POST ${csv}/retry`, `GET ${csv}`, `GET ${csv}`, `GET ${csv}/file/${id}`]);
    expect(decodeURIComponent(transport.requests[0]?.url ?? '')).toContain(`filter[downloadIds]=${id}`);
  });

  it('fail when they fail twice', async () => {
    const { clock, of } = shop({ [`GET ${csv}`]: listed('FAILED'), [`POST ${csv}/retry`]: { body: { data: 'Retry' } } });
    await expect(clock.run(of(`POST ${csv}`).resume(id, { clock }))).rejects.toMatchObject({ code: 'rejected' });
  });

  it('are looked for by an id of our own when the answer to the start was lost', async () => {
    const clock = fakeClock();
    let made = '';
    const transport = memoryTransport(({ method, body: sent }) => {
      if (method !== 'POST') return { body: { data: [{ id: made, status: 'SUCCESS' }] } };
      made = (JSON.parse(sent as string) as { id: string }).id;
      return { status: 502, body: '<html>Bad Gateway</html>' };
    });
    const client = createWildberries({ token: sandboxToken(), clock, transport });
    const start = { reportType: 'DETAIL_HISTORY_REPORT', params: { startDate: '2026-11-01', endDate: '2026-11-02' } } as const;
    const result = await clock.run(job(client, `POST ${csv}`).run({ body: start }, { clock }));
    expect(result.ticket).toBe(made);
    expect(made).toMatch(/^[\da-f-]{36}$/);
    expect(transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('uploads of prices', () => {
  it.each([
    ['POST /api/v2/upload/task/size' as const, { data: [{ nmID: 1, sizeID: 2, price: 3 }] }, { data: { id: 7 } }],
    ['POST /api/v1/calendar/promotions/upload' as const, { data: { promotionID: 1, uploadNow: true, nomenclatures: [1] } }, { data: { uploadID: 7 } }],
    ['POST /api/discounts-prices/v1/upload/task/b2b/wholesale' as const, { data: [{ nmId: 1, wholesaleDiscountThreshold: [] }] }, { id: 7, alreadyExists: false, results: [] }],
  ])('%s: waits for the history, gives each good', async (route, body, started) => {
    const { clock, of } = shop({
      [route]: { body: started },
      'GET /api/v2/history/tasks': [{ body: { data: null } }, { body: { data: { uploadID: 7, status: 5 } } }],
      'GET /api/v2/history/goods/task': { body: { data: { historyGoods: [{ nmID: 1, status: 3, errorText: 'no' }] } } },
    });
    expect(await clock.run(of(route).run({ body }, { clock }))).toMatchObject({ ticket: '7', state: '5', value: [{ nmID: 1, status: 3, errorText: 'no' }] });
  });

  it('are gone on with, not refused, where the same one is there already (208)', async () => {
    const { clock, seen, of } = shop({
      'POST /api/v2/upload/task': { status: 208, body: { data: { id: 7, alreadyExists: true }, error: false, errorText: 'This task already exists' } },
      'GET /api/v2/history/tasks': { body: { data: { uploadID: 7, status: 3 } } },
      'GET /api/v2/history/goods/task': { body: { data: { historyGoods: [{ nmID: 1, status: 2 }] } } },
    });
    const result = await clock.run(of('POST /api/v2/upload/task').run({ body: { data: [{ nmID: 1, price: 100 }] } }, { clock }));
    expect(result).toMatchObject({ ticket: '7', value: [{ nmID: 1, status: 2 }] });
    expect(seen.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('fail when they are cancelled', async () => {
    const { clock, of } = shop({ 'GET /api/v2/history/tasks': { body: { data: { uploadID: 7, status: 4 } } } });
    await expect(clock.run(of('POST /api/v2/upload/task').resume(7, { clock }))).rejects.toMatchObject({ code: 'rejected' });
  });
});

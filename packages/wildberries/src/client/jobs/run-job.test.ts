import { deflateRawSync } from 'node:zlib';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { sandboxToken } from '../../sandbox/sandbox-token.js';
import { createWildberries } from '../create-wildberries.js';
import { runJob } from './run-job.js';

/** A client whose answers come from `answers`, by `METHOD /path`; a list is answered one by one, its last one for ever. */
function client(answers: Record<string, MemoryReply | MemoryReply[]>) {
  const clock = fakeClock();
  const seen: string[] = [];
  const transport = memoryTransport(({ method, url }) => {
    const key = `${method} ${new URL(url).pathname}`;
    seen.push(key);
    const answer = answers[key];
    if (!answer) return { status: 404, body: { title: 'not found' } };
    return Array.isArray(answer) ? ((answer.length > 1 ? answer.shift() : answer[0]) as MemoryReply) : answer;
  });
  return { clock, seen, transport, wildberries: createWildberries({ token: sandboxToken(), clock, transport }) };
}

const status = (word: string) => ({ body: { data: { id: 't-1', status: word } } });
const remains = '/api/v1/warehouse_remains';
const csv = '/api/v2/nm-report/downloads';
const id = '5b0f8c9e-0000-4000-8000-000000000001';
const listed = (word: string) => ({ body: { data: [{ id, status: word }] } });

describe('runJob: reports of analytics', () => {
  it('starts, asks every five seconds, fetches', async () => {
    const { clock, seen, wildberries } = client({
      [`GET ${remains}`]: { body: { data: { taskId: 't-1' } } },
      [`GET ${remains}/tasks/t-1/status`]: [status('new'), status('processing'), status('done')],
      [`GET ${remains}/tasks/t-1/download`]: { body: [{ nmId: 1 }] },
    });
    const tickets: string[] = [];
    const result = await clock.run(runJob(wildberries, `GET ${remains}`, { query: { groupByNm: true } }, { clock, onStarted: (ticket) => void tickets.push(ticket) }));
    expect(result).toEqual({ ticket: 't-1', state: 'done', value: [{ nmId: 1 }] });
    expect(tickets).toEqual(['t-1']);
    expect(seen).toHaveLength(5);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(10_000);
  });

  it('gives no value when the report has no rows (204)', async () => {
    const { clock, wildberries } = client({
      'GET /api/v1/paid_storage/tasks/t-1/status': status('done'),
      'GET /api/v1/paid_storage/tasks/t-1/download': { status: 204 },
    });
    await expect(clock.run(runJob(wildberries, 'GET /api/v1/paid_storage', {}, { clock, resume: 't-1' }))).resolves.toEqual({ ticket: 't-1', state: 'done', value: undefined });
  });

  it.each(['purged', 'canceled'])('throws when it ends as %s', async (word) => {
    const { clock, wildberries } = client({ 'GET /api/v1/acceptance_report/tasks/t-1/status': status(word) });
    await expect(clock.run(runJob(wildberries, 'GET /api/v1/acceptance_report', {}, { clock, resume: 't-1' }))).rejects.toMatchObject({ code: 'job-failed', message: expect.stringContaining(word) });
  });

  it('stops at its deadline', async () => {
    const { clock, wildberries } = client({ [`GET ${remains}/tasks/t-1/status`]: status('processing') });
    await expect(clock.run(runJob(wildberries, `GET ${remains}`, {}, { clock, resume: 't-1', deadlineMs: 60_000 }))).rejects.toMatchObject({ code: 'deadline' });
  });
});

describe('runJob: CSV reports', () => {
    const file = { body: Buffer.from('VendorCode,Name\n') };

  it('starts once more what failed, then unpacks the file', async () => {
    const { clock, seen, transport, wildberries } = client({
      [`POST ${csv}`]: { body: { data: 'Created' } },
      [`GET ${csv}`]: [listed('WAITING'), listed('FAILED'), listed('RETRY'), listed('SUCCESS')],
      [`POST ${csv}/retry`]: { body: { data: 'Retry' } },
      [`GET ${csv}/file/${id}`]: file,
    });
    const result = await clock.run(runJob(wildberries, `POST ${csv}`, {}, { clock, resume: id }));
    expect(Buffer.from(result.value?.[0]?.bytes ?? []).toString()).toBe('VendorCode,Name\n');
    expect(seen).toEqual([`GET ${csv}`, `GET ${csv}`, `POST ${csv}/retry`, `GET ${csv}`, `GET ${csv}`, `GET ${csv}/file/${id}`]);
    expect(decodeURIComponent(transport.requests[0]?.url ?? '')).toContain(`filter[downloadIds]=${id}`);
  });

  it('throws when it fails twice', async () => {
    const { clock, wildberries } = client({ [`GET ${csv}`]: listed('FAILED'), [`POST ${csv}/retry`]: { body: { data: 'Retry' } } });
    await expect(clock.run(runJob(wildberries, `POST ${csv}`, {}, { clock, resume: id }))).rejects.toMatchObject({ code: 'job-failed' });
  });

  it('makes an id, and looks for the report when the answer to its start was lost', async () => {
    const clock = fakeClock();
    let made = '';
    const transport = memoryTransport(({ method, url, body: sent }) => {
      if (method === 'POST') {
        made = (JSON.parse(sent as string) as { id: string }).id;
        return { status: 502, body: '<html>Bad Gateway</html>' };
      }
      return new URL(url).pathname.includes('/file/') ? { body: deflateRawSync(Buffer.from('x')) } : { body: { data: [{ id: made, status: 'SUCCESS' }] } };
    });
    const wildberries = createWildberries({ token: sandboxToken(), clock, transport });
    const start = { reportType: 'DETAIL_HISTORY_REPORT', params: { startDate: '2026-11-01', endDate: '2026-11-02' } };
    const result = await clock.run(runJob(wildberries, `POST ${csv}`, { body: start }, { clock }));
    expect(result.ticket).toBe(made);
    expect(made).toMatch(/^[\da-f-]{36}$/);
    expect(transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('runJob: uploads of prices', () => {
  it.each([
    ['POST /api/v2/upload/task/size' as const, { data: [{ nmID: 1, sizeID: 2, price: 3 }] }, { data: { id: 7 } }],
    ['POST /api/v1/calendar/promotions/upload' as const, { data: { promotionID: 1, uploadNow: true, nomenclatures: [1] } }, { data: { uploadID: 7 } }],
    ['POST /api/discounts-prices/v1/upload/task/b2b/wholesale' as const, { data: [{ nmId: 1, wholesaleDiscountThreshold: [] }] }, { id: 7, alreadyExists: false, results: [] }],
  ])('%s: waits for the history, gives each good', async (route, body, started) => {
    const { clock, wildberries } = client({
      [route]: { body: started },
      'GET /api/v2/history/tasks': [{ body: { data: null } }, { body: { data: { uploadID: 7, status: 5 } } }],
      'GET /api/v2/history/goods/task': { body: { data: { historyGoods: [{ nmID: 1, status: 3, errorText: 'no' }] } } },
    });
    await expect(clock.run(runJob(wildberries, route, { body }, { clock }))).resolves.toEqual({ ticket: '7', state: '5', value: [{ nmID: 1, status: 3, errorText: 'no' }] });
  });

  it('throws when it was cancelled', async () => {
    const { clock, wildberries } = client({ 'GET /api/v2/history/tasks': { body: { data: { uploadID: 7, status: 4 } } } });
    await expect(clock.run(runJob(wildberries, 'POST /api/v2/upload/task', {}, { clock, resume: '7' }))).rejects.toMatchObject({ code: 'job-failed' });
  });
});

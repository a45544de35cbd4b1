import { describe, expect, it } from 'vitest';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { createYandex } from '../create-yandex.js';
import { operationResults } from './operation-results.js';
import { runJob } from './run-job.js';
import type { JobOptions } from './run-job.js';

const route = 'POST /v2/reports/united-orders/generate';
const parameters = { query: { format: 'CSV' as const }, body: { businessId: 7, dateFrom: '2026-01-01', dateTo: '2026-01-31' } };

function reports(...states: Record<string, unknown>[]) {
  const clock = fakeClock();
  const asked: { path: string; at: number }[] = [];
  let questions = 0;
  const transport = memoryTransport(({ url }) => {
    const path = new URL(url).pathname;
    asked.push({ path, at: clock.monotonic() });
    if (path.endsWith('/generate')) return { body: { status: 'OK', result: { reportId: 'r-1', estimatedGenerationTime: 20_000 } } };
    questions += 1;
    return { body: { status: 'OK', result: { generationRequestedAt: '2026-01-01T00:00:00Z', ...states[Math.min(questions, states.length) - 1] } } };
  });
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
  const run = (options: JobOptions = {}) => clock.run(runJob(client, route, parameters, { clock, ...options }));
  return { clock, asked, run };
}

describe('runJob', () => {
  it('first asks when Market expects to be done, then until it is', async () => {
    const { asked, run } = reports({ status: 'PENDING' }, { status: 'PROCESSING' }, { status: 'DONE', file: 'https://files.example/1' });
    expect(await run()).toMatchObject({ ticket: 'r-1', empty: false, incomplete: false, file: 'https://files.example/1' });
    expect(asked.map(({ path }) => path)).toEqual(['/v2/reports/united-orders/generate', ...Array(3).fill('/v2/reports/info/r-1')]);
    expect(asked[1]?.at).toBe(20_000);
  });

  it('asks for a new link, because a link dies after an hour', async () => {
    const { run, clock } = reports({ status: 'DONE', file: 'https://files.example/1' }, { status: 'DONE', file: 'https://files.example/2' });
    const report = await run();
    expect([report.file, await clock.run(report.link())]).toEqual(['https://files.example/1', 'https://files.example/2']);
  });

  it('takes NO_DATA for an empty report, and missing parts for an incomplete one', async () => {
    const { run, clock } = reports({ status: 'DONE', subStatus: 'NO_DATA' });
    const empty = await run();
    expect(empty).toMatchObject({ empty: true, incomplete: false });
    expect(empty.file).toBeUndefined();
    await expect(clock.run(empty.link())).rejects.toMatchObject({ code: 'rejected', vendorCode: 'NO_DATA' });
    expect(await reports({ status: 'DONE', subStatus: 'RESOURCE_NOT_FOUND', file: 'https://files.example/1' }).run()).toMatchObject({ empty: false, incomplete: true });
  });

  it.each([['TOO_LARGE', /shorter period/], [undefined, /later/]])('fails with what to do about %s', async (subStatus, hint) => {
    await expect(reports({ status: 'FAILED', ...(subStatus && { subStatus }) }).run()).rejects.toMatchObject({ name: 'ApiError', code: 'rejected', hint: expect.stringMatching(hint) });
  });

  it('gives up at the deadline, and goes on with the same job later', async () => {
    const tickets: string[] = [];
    const { run, clock, asked } = reports({ status: 'PROCESSING' });
    await expect(run({ deadlineMs: 60_000, onStarted: (ticket) => void tickets.push(ticket) })).rejects.toMatchObject({ code: 'deadline' });
    expect(clock.monotonic()).toBeLessThanOrEqual(60_000);
    const later = reports({ status: 'DONE', file: 'https://files.example/1' });
    await later.run({ resume: tickets[0] as string });
    expect([asked[0]?.path, later.asked.map(({ path }) => path)]).toEqual(['/v2/reports/united-orders/generate', ['/v2/reports/info/r-1']]);
  });

  it('refuses an answer that started nothing', async () => {
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, transport: memoryTransport(() => ({ body: { status: 'OK' } })) });
    await expect(runJob(client, route, parameters)).rejects.toMatchObject({ code: 'unreadable-reply' });
  });
});

describe('operationResults', () => {
  it('asks in parts of 100, and only for those still under way', async () => {
    const clock = fakeClock();
    const parts: number[] = [];
    const transport = memoryTransport(({ body }) => {
      const { operationIds } = JSON.parse(String(body)) as { operationIds: string[] };
      parts.push(operationIds.length);
      const first = parts.length <= 2;
      const operations = operationIds.map((id) => ({ id, type: 'ORDER_STATUS_UPDATE', status: id === '150' && first ? 'IN_PROGRESS' : id === '3' ? 'FAILED' : 'DONE' }));
      return { body: { status: 'OK', result: { operations } } };
    });
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
    const ids = Array.from({ length: 150 }, (_, index) => String(index + 1));
    const ends = await clock.run(operationResults(client, 'ORDER_STATUS_UPDATE', ids, { clock }));
    expect(parts).toEqual([100, 50, 1]);
    expect([ends.get('1'), ends.get('3'), ends.get('150')]).toEqual(['done', 'failed', 'done']);
  });

  it('calls those unknown that do not end before the deadline', async () => {
    const clock = fakeClock();
    const transport = memoryTransport(() => ({ body: { status: 'OK', result: { operations: [{ id: '1', type: 'X', status: 'IN_PROGRESS' }] } } }));
    const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
    const ends = await clock.run(operationResults(client, 'RETURN_CANCELLATION', ['1'], { clock, deadlineMs: 30_000 }));
    expect([...ends]).toEqual([['1', 'unknown']]);
  });
});

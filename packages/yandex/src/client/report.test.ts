import { describe, expect, it } from 'vitest';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { createYandex } from './create-yandex.js';
import { operationResults } from './operation-results.js';
import { yandexReport } from './report.js';

const requestedAt = '2026-01-01T00:00:00Z';

function reports(...states: Record<string, unknown>[]) {
  const clock = fakeClock();
  const asked: number[] = [];
  const transport = memoryTransport(() => {
    asked.push(clock.monotonic());
    return { body: { status: 'OK', result: { generationRequestedAt: requestedAt, ...states[Math.min(asked.length, states.length) - 1] } } };
  });
  const client = createYandex({ apiKey: 'ACMA:a', businessId: 7, clock, transport });
  const wait = (deadlineMs?: number) =>
    clock.run(yandexReport(client, { result: { reportId: 'r-1', estimatedGenerationTime: 20_000 } }, { clock, ...(deadlineMs !== undefined && { deadlineMs }) }));
  return { clock, asked, wait };
}

describe('yandexReport', () => {
  it('first asks when Market expects to be done, then until it is', async () => {
    const { asked, wait, clock } = reports({ status: 'PENDING' }, { status: 'PROCESSING' }, { status: 'DONE', file: 'https://files.example/1' });
    const report = await wait();
    expect(report).toMatchObject({ reportId: 'r-1', empty: false, incomplete: false });
    expect(asked[0]).toBe(20_000);
    expect(asked).toHaveLength(3);
    expect(await clock.run(report.link())).toBe('https://files.example/1');
  });

  it('asks for a new link each further time, because a link dies after an hour', async () => {
    const { wait, clock } = reports({ status: 'DONE', file: 'https://files.example/1' }, { status: 'DONE', file: 'https://files.example/2' });
    const report = await wait();
    expect([await clock.run(report.link()), await clock.run(report.link())]).toEqual(['https://files.example/1', 'https://files.example/2']);
  });

  it('takes NO_DATA for an empty report, and missing parts for an incomplete one', async () => {
    const empty = await reports({ status: 'DONE', subStatus: 'NO_DATA' }).wait();
    expect(empty.empty).toBe(true);
    await expect(empty.link()).rejects.toMatchObject({ code: 'job-failed' });
    expect(await reports({ status: 'DONE', subStatus: 'RESOURCE_NOT_FOUND', file: 'https://files.example/1' }).wait()).toMatchObject({ empty: false, incomplete: true });
  });

  it.each([['TOO_LARGE', /shorter period/], [undefined, /later/]])('fails with what to do about %s', async (subStatus, hint) => {
    await expect(reports({ status: 'FAILED', ...(subStatus && { subStatus }) }).wait()).rejects.toMatchObject({ code: 'job-failed', hint: expect.stringMatching(hint) });
  });

  it('gives up at the deadline', async () => {
    const { wait, clock } = reports({ status: 'PROCESSING' });
    await expect(wait(60_000)).rejects.toMatchObject({ code: 'deadline' });
    expect(clock.monotonic()).toBeLessThanOrEqual(60_000);
  });

  it('refuses an answer that started nothing', async () => {
    const client = createYandex({ apiKey: 'ACMA:a', transport: memoryTransport(() => ({})) });
    await expect(yandexReport(client, {})).rejects.toMatchObject({ code: 'job-failed' });
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

import { operationIndex } from '@occwo/core/client';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import * as performance from '../../generated/performance/operations.js';
import { operations } from '../../generated/seller/operations.js';
import { jobFlows } from './flows.js';
import { jobState } from './job-state.js';
import type { JobOptions, JobRequester } from './run-job.js';
import { runJob } from './run-job.js';

/** Answers a start once and then the questions one after another, the last one for ever. */
function requester(start: unknown, ...answers: unknown[]) {
  const calls: { route: string; parameters: unknown }[] = [];
  const client: JobRequester = {
    async request(route, parameters) {
      calls.push({ route, parameters });
      return calls.length === 1 && start !== undefined ? start : answers.length > 1 ? answers.shift() : answers[0];
    },
  };
  return { client, calls };
}

const clock = fakeClock();
const run = (client: JobRequester, route: Parameters<typeof runJob>[1], body?: unknown, options: JobOptions = {}) =>
  clock.run(runJob(client, route, { body }, { clock, ...options }));

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
    const tables = [operationIndex(operations), operationIndex(performance.operations)];
    const routes = new Set(Object.entries(jobFlows).flatMap(([start, { poll }]) => [start, poll]));
    const strange = [...routes].filter((route) => tables.every((table) => table.byRoute(route).group === ''));
    expect(strange).toEqual(['POST /v3/posting/fbs/package-label/create', 'POST /v2/posting/fbs/package-label/get']);
  });
});

describe('jobs', () => {
  it('makes a report and gives its file', async () => {
    const { client, calls } = requester({ result: { code: 'R1' } }, { result: { status: 'waiting' } }, { result: { status: 'processing' } }, { result: { status: 'success', file: 'https://x.example/r.csv' } });
    const started: unknown[] = [];
    const results = await run(client, 'POST /v1/report/products/create', {}, { onStarted: (tickets) => void started.push(...tickets) });
    expect(results).toEqual([expect.objectContaining({ ticket: 'R1', state: 'success', file: 'https://x.example/r.csv' })]);
    expect(calls[1]).toEqual({ route: 'POST /v1/report/info', parameters: { body: { code: 'R1' } } });
    expect([calls.length, started]).toEqual([4, ['R1']]);
  });

  it('waits for every item of an import, and leaves how each ended to the reader', async () => {
    const items = (...states: string[]) => ({ result: { items: states.map((status) => ({ status })) } });
    const { client } = requester({ result: { task_id: 5 } }, items(), items('pending', 'imported'), items('failed', 'imported'));
    expect(await run(client, 'POST /v3/product/import', {})).toEqual([{ ticket: 5, state: 'done', reply: items('failed', 'imported') }]);
  });

  it('follows both tasks of labels', async () => {
    const { client, calls } = requester({ tasks: [{ task_id: 1, task_type: 'big_label' }, { task_id: 2, task_type: 'small_label' }] }, { status: { code: 'completed' }, file_url: 'https://x.example/l.pdf' });
    const results = await run(client, 'POST /v3/posting/fbs/package-label/create', { posting_numbers: ['1-1'] });
    expect(results.map(({ ticket, file }) => [ticket, file])).toEqual([[1, 'https://x.example/l.pdf'], [2, 'https://x.example/l.pdf']]);
    expect(calls.slice(1).map(({ parameters }) => parameters)).toEqual([{ body: { task_id: 1 } }, { body: { task_id: 2 } }]);
  });

  it('takes the number from the request where the answer has none', async () => {
    const { client, calls } = requester({}, { result: { status: 'ready' } });
    await run(client, 'POST /v1/carriage/approve', { carriage_id: 77 });
    expect(calls[1]).toEqual({ route: 'POST /v2/posting/fbs/act/check-status', parameters: { body: { id: 77 } } });
  });

  it('repeats further fields of the request, and fills the path', async () => {
    const act = requester({ code: 'C' }, { state: 'FINISHED', label_url: 'u' });
    await run(act.client, 'POST /v1/fbp/label/create', { supply_id: 'S' });
    expect(act.calls[1]?.parameters).toEqual({ body: { supply_id: 'S', code: 'C' } });
    const report = requester({ UUID: 'U' }, { state: 'OK', link: '/api/client/statistics/report?UUID=U' });
    await run(report.client, 'POST /api/client/statistics', {});
    expect(report.calls[1]).toEqual({ route: 'GET /api/client/statistics/{UUID}', parameters: { path: { UUID: 'U' } } });
  });

  it('throws the reasons of a job that failed', async () => {
    const { client } = requester({ operation_id: 'O' }, { status: 'ERROR', error_reasons: ['INVALID_ORDER_STATE'] });
    await expect(run(client, 'POST /v1/supply-order/cancel', { order_id: 1 })).rejects.toMatchObject({
      code: 'rejected', vendorCode: 'ERROR', message: expect.stringContaining('INVALID_ORDER_STATE'),
    });
  });

  it('stops at the deadline, and takes a job up again', async () => {
    const endless = requester({ draft_id: 9 }, { status: 'IN_PROGRESS' });
    await expect(run(endless.client, 'POST /v1/draft/direct/create', {}, { deadlineMs: 5000 })).rejects.toMatchObject({ code: 'deadline' });
    const { client, calls } = requester(undefined, { status: 'SUCCESS' });
    expect(await run(client, 'POST /v1/draft/direct/create', {}, { resume: [9] })).toMatchObject([{ ticket: 9, state: 'SUCCESS' }]);
    expect(calls.map(({ route }) => route)).toEqual(['POST /v2/draft/create/info']);
  });

  it('says so when a start gives no number', async () => {
    await expect(run(requester({}).client, 'POST /v1/report/discounted/create')).rejects.toMatchObject({ code: 'unreadable-reply' });
  });
});

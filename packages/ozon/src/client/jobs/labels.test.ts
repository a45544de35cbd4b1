import { fakeClock, memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { createOzon } from '../create-ozon.js';
import { job } from './job.js';

const unprinted = [{ posting_number: '0002-1', message: 'POSTING_NOT_FOUND' }];

/** Label tasks that answer so, one after another for each task; the last answer for ever. */
function labels(...answers: object[]) {
  const clock = fakeClock();
  const asked: unknown[] = [];
  const transport = memoryTransport(({ url, body }) => {
    if (url.endsWith('/create')) return { body: { tasks: [{ task_id: 5_000_000_001, task_type: 'big_label' }, { task_id: 5_000_000_002, task_type: 'small_label' }] } };
    asked.push(JSON.parse(String(body)));
    return { body: answers[Math.min(asked.length, answers.length) - 1] };
  });
  const ozon = createOzon({ clientId: '1', apiKey: 'k', transport, clock });
  return { asked, transport, run: () => clock.run(job(ozon, 'POST /v3/posting/fbs/package-label/create').run({ body: { posting_numbers: ['0001-1', '0002-1'] } }, { clock })) };
}

const status = (code: string, more: object = {}) => ({ file_url: code === 'completed' ? 'https://cdn.test/a.pdf' : '', status: { code, postings_count: 2, ...more } });

describe('labels, by the methods that replaced those switched off on 2 November 2026', () => {
  it('ask by the number of each task until both are completed', async () => {
    const { asked, run } = labels(status('pending'), status('in_progress'), status('completed'));
    const result = await run();
    expect(result).toMatchObject({ state: 'completed', leftOut: [], ticket: '5000000001,5000000002' });
    expect(result.files).toHaveLength(2);
    expect(asked).toContainEqual({ task_id: 5_000_000_001 });
    expect(asked.at(-1)).toEqual(expect.objectContaining({ task_id: expect.any(Number) }));
  });

  it('tell the postings that have none, although the task is completed', async () => {
    const { run } = labels(status('completed', { printed_postings_count: 1, unprinted_postings: unprinted }));
    expect((await run()).leftOut).toEqual(['0002-1: POSTING_NOT_FOUND']);
  });

  it('fail with the reasons of the postings', async () => {
    const { run } = labels({ ...status('error', { unprinted_postings: unprinted }), error: { code: 'TASK_FAILED', message: 'no label could be made' } });
    await expect(run()).rejects.toMatchObject({ code: 'rejected', message: expect.stringMatching(/no label could be made[^]*POSTING_NOT_FOUND/) });
  });
});

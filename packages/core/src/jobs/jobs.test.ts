import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors/api-error.js';
import { NetworkError, UnknownOutcomeError } from '../errors/local-errors.js';
import type { FileReply } from '../files/file-reply.js';
import { fakeClock } from '../testing/fake-clock.js';
import { createJob } from './create-job.js';
import type { JobFlow } from './job-flow.js';
import type { JobClient, JobOptions, JobProgress } from './job.js';

const flow: JobFlow = {
  ticket: ['result.code', 'code'], status: 'POST /status', as: 'body.code', state: 'state', intervalMs: 1000, deadlineMs: 60_000,
  ends: { done: 'done', broken: 'failed' }, reasons: ['error'], link: ['file'], note: 'note', noteEnds: { NO_DATA: 'empty' },
};

/** Answers by route, one after another, the last one for ever; errors are thrown. */
function shop(answers: Readonly<Record<string, readonly unknown[]>>) {
  const calls: { route: string; parameters: unknown }[] = [];
  const counts = new Map<string, number>();
  const next = async (route: string, parameters: unknown) => {
    calls.push({ route, parameters });
    const list = answers[route] ?? [];
    const index = counts.get(route) ?? 0;
    counts.set(route, index + 1);
    const answer = list[Math.min(index, list.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const file = (of: string) => ({ name: of }) as FileReply;
  const client: JobClient = {
    request: next,
    file: async (route, parameters) => (await next(route, parameters), file(route)),
    download: async (link) => (await next(`GET ${link}`, undefined), file(link)),
  };
  const routes = () => calls.map(({ route }) => route);
  return { client, calls, routes };
}

function setup(answers: Readonly<Record<string, readonly unknown[]>>, changes: Partial<JobFlow> = {}) {
  const clock = fakeClock();
  const made = shop(answers);
  const job = createJob<object, unknown>({ client: made.client, marketplace: 'sample', route: 'POST /start', flow: { ...flow, ...changes } });
  return { ...made, clock, job, run: (parameters: object = {}, options: JobOptions = {}) => clock.run(job.run(parameters, { clock, ...options })) };
}

const started = { 'POST /start': [{ code: 'J-1' }] };
const gone = new ApiError('gone', { code: 'not-found', marketplace: 'sample', operation: 'files.download', status: 403, attempt: 1 });

describe('a job', () => {
  it('starts once, tells its ticket before it asks, reports each answer, and ends with what it made', async () => {
    const { run, calls } = setup({ ...started, 'POST /status': [{ state: 'waiting' }, { state: 'STATUS_Running' }, { state: 'STATUS_Done', file: 'https://f.test/a' }] });
    const told: unknown[] = [];
    const result = await run({ body: { what: 1 } }, {
      onStarted: async (ticket) => void told.push([ticket, calls.length]),
      onProgress: ({ state, questions }: JobProgress) => void told.push([state, questions]),
    });
    expect(result).toMatchObject({ ticket: 'J-1', state: 'STATUS_Done', empty: false, value: { file: 'https://f.test/a' }, file: { link: 'https://f.test/a' } });
    expect(told).toEqual([['J-1', 1], ['waiting', 1], ['STATUS_Running', 2], ['STATUS_Done', 3]]);
    expect(calls.map(({ parameters }) => parameters)).toEqual([{ body: { what: 1 } }, ...Array(3).fill({ body: { code: 'J-1' } })]);
  });

  it('asks at growing intervals, and not before the job is expected', async () => {
    const { run, clock } = setup({ 'POST /start': [{ code: 'J-1', expected: 20_000 }], 'POST /status': [...Array(12).fill({ state: 'waiting' }), { state: 'done' }] }, { expectedMs: 'expected', deadlineMs: 600_000 });
    const asked: number[] = [];
    await run({}, { onProgress: ({ elapsedMs }) => void asked.push(elapsedMs) });
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(asked[0]).toBe(20_000);
    expect(pauses.slice(0, 3)).toEqual([1000, 1500, 2250]);
    expect(Math.max(...pauses)).toBe(10_000);
    expect(clock.pending).toBe(0);
  });

  it('stops at the deadline, says how to go on, and goes on', async () => {
    const { run, job, clock, routes } = setup({ ...started, 'POST /status': [...Array(9).fill({ state: 'waiting' }), { state: 'done' }] });
    await expect(run({}, { deadlineMs: 20_000 })).rejects.toMatchObject({ name: 'RefusedError', code: 'deadline', hint: expect.stringContaining("resume('J-1')") });
    expect(clock.monotonic()).toBeLessThanOrEqual(20_000);
    expect(await clock.run(job.resume('J-1', { clock }))).toMatchObject({ ticket: 'J-1', state: 'done' });
    expect(routes().filter((route) => route === 'POST /start')).toHaveLength(1);
  });

  it('stops when it is told to, leaving no timer behind', async () => {
    const { job, clock, client } = setup({ ...started, 'POST /status': [{ state: 'waiting' }] });
    const stop = new AbortController();
    const running = job.run({}, { clock, signal: stop.signal });
    const ended = expect(running).rejects.toThrow('enough');
    await clock.advance(2000);
    stop.abort(new Error('enough'));
    await ended;
    expect([clock.pending, typeof client]).toEqual([0, 'object']);
  });

  it('fails with the reasons of the marketplace', async () => {
    const { run } = setup({ ...started, 'POST /status': [{ state: 'broken', error: 'LIMIT' }] });
    await expect(run()).rejects.toMatchObject({ name: 'ApiError', code: 'rejected', vendorCode: 'broken', message: 'sample POST /start: job J-1 ended as "broken": LIMIT' });
  });

  it('tells a start that was refused from one that says nothing', async () => {
    await expect(setup({ 'POST /start': [{ code: '', error: 'BAD_DATES' }] }).run()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('not started: BAD_DATES') });
    await expect(setup({ 'POST /start': [{ code: 0 }] }).run()).rejects.toMatchObject({ code: 'unreadable-reply' });
  });

  it('may be done at once, where its kind allows that', async () => {
    const { run, routes } = setup({ 'POST /start': [{ order: 1 }] }, { atOnce: true });
    const told: string[] = [];
    expect(await run({}, { onStarted: (ticket) => void told.push(ticket) })).toMatchObject({ ticket: '', state: 'done', value: { order: 1 } });
    expect([routes(), told]).toEqual([['POST /start'], []]);
  });

  it('takes no data for an empty result', async () => {
    const { run } = setup({ ...started, 'POST /status': [{ state: 'done', note: 'NO_DATA' }] });
    expect(await run()).toMatchObject({ empty: true, note: 'NO_DATA', file: undefined, files: [] });
  });
});

describe('the start of a job', () => {
  const lost = new UnknownOutcomeError('start', new NetworkError('reset', { sent: true }));

  it('whose answer was lost is unknown, and never sent again', async () => {
    const { run, routes } = setup({ 'POST /start': [lost], 'POST /status': [{ state: 'done' }] });
    await expect(run()).rejects.toBe(lost);
    expect(routes()).toEqual(['POST /start']);
  });

  it('is looked for where the number is ours', async () => {
    const own = { invents: 'body.id', ticket: ['request.body.id'], row: { list: 'data', key: 'id' }, state: 'status' };
    const arrived = setup({ 'POST /start': [lost], 'POST /status': [{ data: [] }, { data: [{ id: 'other', status: 'done' }, { id: 'mine', status: 'done' }] }] }, own);
    expect(await arrived.run({ body: { id: 'mine' } })).toMatchObject({ ticket: 'mine', state: 'done' });
    const vanished = setup({ 'POST /start': [lost], 'POST /status': [{ data: [] }] }, own);
    await expect(vanished.run()).rejects.toBe(lost);
    expect(vanished.routes()).toEqual(['POST /start', ...Array(3).fill('POST /status')]);
    const invented = setup({ 'POST /start': [{}], 'POST /status': [{ data: [] }] }, own);
    await expect(invented.run({}, { deadlineMs: 3000 })).rejects.toMatchObject({ code: 'deadline' });
    expect(invented.calls[0]?.parameters).toEqual({ body: { id: expect.stringMatching(/^[\da-f-]{36}$/) } });
  });

  it('happens exactly once, whatever is answered afterwards', async () => {
    const answer = fc.constantFrom<unknown>({ state: 'waiting' }, { state: 'done' }, { state: 'broken' }, {}, null, undefined, [], 'text', new NetworkError('reset', { sent: true }));
    await fc.assert(fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), async (answers) => {
      const { run, routes } = setup({ ...started, 'POST /status': answers }, { deadlineMs: 30_000 });
      const ended = await run().then(({ state }) => state, (error: Error) => error.name);
      expect(['done', 'ApiError', 'RefusedError', 'NetworkError']).toContain(ended);
      expect(routes().filter((route) => route === 'POST /start')).toHaveLength(1);
    }), { numRuns: 60 });
  });
});

describe('jobs of many parts', () => {
  it('follows every task of a start, and asks no more of one that has ended', async () => {
    const { run, calls } = setup({ 'POST /start': [{ tasks: [{ id: 1 }, { id: 2 }] }], 'POST /status': [{ state: 'done', file: 'https://f.test/1' }, { state: 'waiting' }, { state: 'done', file: 'https://f.test/2' }] }, { ticket: ['tasks[].id'], numeric: true });
    const result = await run();
    expect([result.ticket, result.files.map(({ link }) => link)]).toEqual(['1,2', ['https://f.test/1', 'https://f.test/2']]);
    expect(calls.slice(1).map(({ parameters }) => parameters)).toEqual([1, 2, 2].map((code) => ({ body: { code } })));
  });

  it('waits for every item, and leaves how each ended to the reader', async () => {
    const items = (...states: string[]) => ({ items: states.map((state) => ({ state })) });
    const { run } = setup({ ...started, 'POST /status': [items(), items('waiting', 'done'), items('broken', 'done')] }, { state: 'items[].state' });
    const counts: unknown[] = [];
    expect(await run({}, { onProgress: ({ done, total }) => void counts.push([done, total]) })).toMatchObject({ state: 'done', value: items('broken', 'done') });
    expect(counts).toEqual([[0, 0], [1, 2], [2, 2]]);
  });

  it('keeps in the ticket what the questions repeat of the request', async () => {
    const { job, clock, calls } = setup({ ...started, 'POST /status': [{ state: 'done' }] }, { repeats: ['body.supply'] });
    const ticket = await job.start({ body: { supply: 'S=1' } }, { clock });
    expect(ticket).toBe('J-1;body.supply=S=1');
    await clock.run(job.resume(ticket, { clock }));
    expect(calls.at(-1)?.parameters).toEqual({ body: { code: 'J-1', supply: 'S=1' } });
  });

  it('starts a failed one again, once', async () => {
    const retry = { route: 'POST /again', as: 'body.code' };
    const mended = setup({ ...started, 'POST /again': [{}], 'POST /status': [{ state: 'broken' }, { state: 'broken' }, { state: 'waiting' }, { state: 'done' }] }, { retry });
    expect(await mended.run()).toMatchObject({ state: 'done' });
    expect(mended.routes().filter((route) => route === 'POST /again')).toHaveLength(1);
    const broken = setup({ ...started, 'POST /again': [{}], 'POST /status': [{ state: 'broken' }] }, { retry });
    await expect(broken.run()).rejects.toMatchObject({ code: 'rejected' });
    expect(broken.routes().filter((route) => route === 'POST /again')).toHaveLength(1);
  });
});

describe('what a job made', () => {
  it('comes in pages', async () => {
    const fetch = { route: 'GET /rows', as: 'query.id', gives: 'rows', pages: { items: 'data', offset: 'query.offset', limit: 'query.limit', size: 2 } } as const;
    const { run, calls } = setup({ ...started, 'POST /status': [{ state: 'done' }], 'GET /rows': [{ data: [1, 2] }, { data: [3] }] }, { fetch });
    expect((await run()).value).toEqual([1, 2, 3]);
    expect(calls.slice(2).map(({ parameters }) => parameters)).toEqual([0, 2].map((offset) => ({ query: { id: 'J-1', limit: 2, offset } })));
  });

  it('may be nothing', async () => {
    const { run } = setup({ ...started, 'POST /status': [{ state: 'done' }], 'GET /rows': [undefined] }, { fetch: { route: 'GET /rows', as: 'path.id', gives: 'rows' } });
    expect(await run()).toMatchObject({ empty: true, value: undefined });
  });

  it('may be a file of its own route', async () => {
    const { run, calls } = setup({ ...started, 'POST /status': [{ state: 'done' }], 'GET /file': [{}] }, { fetch: { route: 'GET /file', as: 'path.id', gives: 'file' } });
    const { file } = await run();
    expect(calls).toHaveLength(2);
    expect((await file?.open())?.name).toBe('GET /file');
    expect(calls[2]).toEqual({ route: 'GET /file', parameters: { path: { id: 'J-1' } } });
  });

  it('is asked for by a new link when the first one has died', async () => {
    const { run } = setup({ ...started, 'POST /status': [{ state: 'done', file: 'https://f.test/1' }, { state: 'done', file: 'https://f.test/2' }], 'GET https://f.test/1': [gone], 'GET https://f.test/2': [{}] });
    expect((await (await run()).file?.open())?.name).toBe('https://f.test/2');
    const lost = setup({ ...started, 'POST /status': [{ state: 'done', file: 'https://f.test/1' }, { state: 'done' }], 'GET https://f.test/1': [gone] });
    await expect((await lost.run()).file?.open()).rejects.toMatchObject({ code: 'rejected', message: expect.stringContaining('gone') });
  });
});

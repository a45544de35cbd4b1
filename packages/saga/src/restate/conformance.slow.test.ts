import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SagaConflictError, SagaNotFoundError, SagaShapeError, SagaStateError, openDatabase, saga } from '../index.js';
import type { Database, Definition } from '../index.js';
import { Lane, bundleRestateWorker } from '../../test/restate-lane.js';
import { makeNotes, notesOf, scenarios } from '../../test/restate-scenarios.js';
import { hasRestate, startRestate } from '../../test/restate-server.js';
import type { RestateServer } from '../../test/restate-server.js';
import { makeMessages } from '../../test/restate-suites.js';
import { registerEndpoint, restateSagas } from './index.js';
import type { RestateSagas } from './index.js';

const act = { actor: 'anna', reason: 'checked by hand' };
const patience = { timeout: 30_000, interval: 20 };

describe.skipIf(!hasRestate())('a saga on Restate', () => {
  let folder: string;
  let database: Database;
  let server: RestateServer;
  let worker: Awaited<ReturnType<typeof bundleRestateWorker>>;
  let lane: Lane;
  let sagas: RestateSagas;
  let all: ReturnType<typeof scenarios>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'occwo-restate-scenarios-'));
    const participants = path.join(folder, 'notes.sqlite');
    database = await openDatabase(participants);
    await makeNotes(database);
    await makeMessages(database);
    [server, worker] = await Promise.all([startRestate(), bundleRestateWorker()]);
    lane = await Lane.open(worker.file, { suite: 'scenarios', suffix: '', participants });
    all = scenarios(database, '');
    const definitions = Object.values(all) as Definition[];
    await registerEndpoint({ admin: server.admin, url: lane.url, definitions });
    sagas = restateSagas({ ingress: server.ingress, definitions, system: 'test' });
  }, 120_000);
  afterAll(async () => {
    await lane.close();
    await server.remove();
    worker.remove();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  const allowRepair = () => database.query("insert into note (saga, text, fence) values ('up', '', 0)");

  it('runs its steps in order, keeps their results, and answers the same start with the first result', async () => {
    const { results } = all;
    const started = await sagas.start(results, { key: 'k', input: { n: 4 } });
    const state = await started.finished();
    expect(started.code).toBe(201);
    expect(state).toMatchObject({ status: 'completed', results: { a: { doubled: 8 }, b: { sum: 9, key: 'results/k/b/run', fence: 1, attempt: 1 } } });
    const again = await sagas.start(results, { key: 'k', input: { n: 4 } });
    expect([again.code, again.id, again.status]).toEqual([200, started.id, 'completed']);
    expect((await again.finished()).results.b.sum).toBe(9);
    await expect(sagas.start(results, { key: 'k', input: { n: 5 } })).rejects.toThrow(SagaConflictError);
  });

  it('is started once by a hundred callers, under a key of any letters', async () => {
    const key = 'заказ/42 #ü?';
    const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => sagas.start(all.results, { key, input: { n: n % 10 === 9 ? 2 : 1 } })));
    const codes = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.code : (answer.reason as SagaConflictError).status));
    expect(codes.filter((code) => code === 201)).toHaveLength(1);
    expect([[0, 90, 10], [0, 10, 90]].map(([, same, other]) => ({ same, other }))).toContainEqual({
      same: codes.filter((code) => code === 200 || code === 201).length, other: codes.filter((code) => code === 409).length,
    });
  });

  it('undoes in reverse what was done, and the step itself only if its outcome is unknown', async () => {
    for (const [error, expected, message] of [
      ['refused', ['a:run', 'b:run', 'c:run', 'b:undo', 'a:undo'], 'no'],
      ['timeout', ['a:run', 'b:run', 'c:run', 'c:run', 'c:undo=undefined', 'b:undo', 'a:undo'], 'timeout'],
    ] as const) {
      const { finished } = await sagas.start(all.reverse, { key: error, input: { error } });
      expect(await finished()).toMatchObject({ status: 'compensated', error: message });
      expect(await notesOf(database, error)).toEqual(expected);
    }
  });

  it('is stuck at an unknown pivot until a person resolves it', async () => {
    const { pivot } = all;
    for (const [key, resolution, status] of [['yes', { outcome: 'ok', result: { ref: 7 } }, 'completed'], ['no', { outcome: 'refused' }, 'compensated']] as const) {
      const { finished } = await sagas.start(pivot, { key, input: '' });
      expect(await finished()).toMatchObject({ status: 'stuck', at: { step: 'p', direction: 'run', why: 'the pivot is unknown' } });
      await expect(sagas.skip(pivot, key, act)).rejects.toThrow('cannot be skipped');
      await expect(sagas.cancel(pivot, key, act)).rejects.toThrow(SagaStateError);
      await sagas.resolve(pivot, key, { ...act, ...resolution });
      const state = await sagas.finished(pivot, key);
      expect(state.status).toBe(status);
      expect(state.timeline.find(({ kind }) => kind === 'resolve')).toMatchObject(act);
    }
    expect(await notesOf(database, 'no')).toEqual(['a:run', 'a:undo']);
  });

  it('takes a signal that came early, counts one id once, and times out', async () => {
    const { waiting } = all;
    for (const key of ['early', 'never']) await sagas.start(waiting, { key, input: '' });
    for (const payload of ['7', '8']) await sagas.signal(waiting, 'early', 'paid', payload, { id: 'one' });
    const state = await sagas.finished(waiting, 'early');
    expect(state).toMatchObject({ status: 'completed', results: { paid: 7, extra: undefined } });
    expect(state.timeline.filter(({ kind }) => kind === 'signal')).toHaveLength(1);
    expect((state.ended ?? 0) - state.created).toBeGreaterThanOrEqual(500);
    expect(await sagas.finished(waiting, 'never')).toMatchObject({ status: 'compensated', error: 'No signal within 600 ms' });
    await expect(sagas.signal(waiting, 'never', 'paid')).rejects.toThrow(SagaStateError);
    await expect(sagas.signal(waiting, 'nobody', 'paid')).rejects.toThrow(SagaNotFoundError);
    expect(await sagas.get(waiting, 'nobody')).toBeUndefined();
  });

  it('is cancelled while it waits and while it calls, and not any more behind the pivot', async () => {
    const { cancelled, long } = all;
    for (const key of ['k1', 'k2']) await sagas.start(cancelled, { key, input: '' });
    await sagas.cancel(cancelled, 'k1', act);
    await sagas.cancel(cancelled, 'k1', act);
    expect((await sagas.finished(cancelled, 'k1')).status).toBe('compensated');
    await sagas.signal(cancelled, 'k2', 'go');
    await vi.waitFor(async () => expect((await sagas.get(cancelled, 'k2'))?.at?.step).toBe('end'), patience);
    await expect(sagas.cancel(cancelled, 'k2', act)).rejects.toThrow('past its pivot');
    await sagas.signal(cancelled, 'k2', 'end');
    expect((await sagas.finished(cancelled, 'k2')).status).toBe('completed');
    await sagas.start(long, { key: 'l', input: '' });
    await vi.waitFor(async () => expect(await notesOf(database, 'l')).toContain('b:run'), patience);
    await sagas.cancel(long, 'l', act);
    expect((await sagas.finished(long, 'l')).status).toBe('compensated');
    expect(await notesOf(database, 'l')).toEqual(['a:run', 'b:run', 'b:told', 'b:undo', 'a:undo']);
  });

  it('goes back in order when its invocation is cancelled in Restate', async () => {
    const { cancelled } = all;
    await sagas.start(cancelled, { key: 'by-restate', input: '' });
    await vi.waitFor(async () => expect((await sagas.get(cancelled, 'by-restate'))?.at?.step).toBe('go'), patience);
    const ask = (path: string, method: string, body?: object) =>
      fetch(`${server.admin}${path}`, { method, headers: { 'content-type': 'application/json', accept: 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
    const query = "select id from sys_invocation where target_service_name = 'cancelled' and target_service_key = 'by-restate' and target_handler_name = 'run'";
    const { rows } = (await (await ask('/query', 'POST', { query })).json()) as { rows: { id: string }[] };
    expect((await ask(`/invocations/${rows[0]?.id}/cancel`, 'PATCH')).ok).toBe(true);
    const state = await sagas.finished(cancelled, 'by-restate');
    expect(state.status).toBe('compensated');
    expect(state.timeline.find(({ kind }) => kind === 'cancel')).toMatchObject({ actor: 'restate' });
    expect(await notesOf(database, 'by-restate')).toEqual(['a:run', 'a:undo']);
  });

  it('goes back at its deadline before the pivot and is stuck behind it', async () => {
    const { early, late } = all;
    const [first, second] = [await sagas.start(early, { key: 'k', input: '' }), await sagas.start(late, { key: 'k', input: '' })];
    expect((await first.finished()).status).toBe('compensated');
    expect((await second.finished()).at?.why).toBe('the deadline passed behind the pivot');
    await sagas.skip(late, 'k', act);
    expect((await sagas.finished(late, 'k')).status).toBe('completed');
  });

  it('runs a group at once, tells the others when one fails, and undoes the group as one place', async () => {
    const { finished } = await sagas.start(all.group, { key: 'g', input: '' });
    expect((await finished()).status).toBe('compensated');
    const notes = await notesOf(database, 'g');
    expect(notes.slice(0, 4)).toEqual(['a:run', 'b:run', 'c:run', 'd:told']);
    expect(notes.slice(4, 6).sort()).toEqual(['b:undo', 'd:undo=undefined']);
    expect(notes.slice(6)).toEqual(['a:undo']);
  });

  it('waits for a child, takes its results, and takes it back when the parent goes back', async () => {
    const { family, child } = all;
    const first = await sagas.start(family, { key: 'f1', input: { fails: false } });
    expect(await first.finished()).toMatchObject({ status: 'completed', results: { after: 4, c: { x: 4 } } });
    const second = await sagas.start(family, { key: 'f2', input: { fails: true } });
    expect((await second.finished()).status).toBe('compensated');
    expect(await sagas.get(child, 'f2/c')).toMatchObject({ status: 'compensated', timeline: expect.arrayContaining([expect.objectContaining({ token: 'parent' })]) as unknown });
    const third = await sagas.start(family, { key: 'f3', input: { fails: false } });
    await vi.waitFor(async () => expect(await notesOf(database, 'f3/c')).toEqual(['x:run']), patience);
    await sagas.cancel(family, 'f3', act);
    expect((await third.finished()).status).toBe('compensated');
    for (const key of ['f2/c', 'f3/c']) expect(await notesOf(database, key)).toEqual(['x:run', 'x:undo']);
  });

  it('sends a command and takes its reply, a refusal, or none', async () => {
    const { command } = all;
    for (const key of ['c1', 'c2', 'c3']) await sagas.start(command, { key, input: 'A1' });
    const sent = () => database.query<{ id: string; body: string; headers: string }>("select id, topic, body, headers from participant_message where topic = 'warehouse.reserve' order by id");
    await vi.waitFor(async () => expect(await sent()).toHaveLength(3), patience);
    const [first] = await sent();
    expect({ ...first, body: JSON.parse(first?.body ?? ''), headers: JSON.parse(first?.headers ?? '') }).toMatchObject({
      id: 'command/c1/reserve/run', body: { article: 'A1' }, headers: { 'x-saga': 'command', 'x-saga-key': 'c1', 'x-saga-step': 'reserve', 'x-saga-replies': await sagas.replyTopic() },
    });
    expect(await sagas.replyTopic()).toBe('saga.replies.test');
    await sagas.signal('command', 'c1', 'reply:reserve', { result: { ref: 'r1' } }).catch(() => undefined);
    await sagas.signal('command', 'c2', 'reply:reserve', { refused: 'none left' }).catch(() => undefined);
    const ends = await Promise.all(['c1', 'c2', 'c3'].map((key) => sagas.finished(command, key)));
    expect(ends).toMatchObject([
      { status: 'completed', results: { reserve: { ref: 'r1' } } }, { status: 'compensated', error: 'none left' }, { status: 'compensated', error: 'No reply within 700 ms' },
    ]);
    await vi.waitFor(async () => expect(await database.query("select 1 from participant_message where topic = 'warehouse.release'")).toHaveLength(1), patience);
  });

  it('bounds how many calls of a step run at once', async () => {
    const all12 = await Promise.all(Array.from({ length: 12 }, (_, n) => sagas.start(all.narrow, { key: `n${n}`, input: '' })));
    for (const { finished } of all12) expect((await finished()).status).toBe('completed');
    let now = 0;
    const counts = (await notesOf(database, 'narrow')).map((text) => (now += text === 'in' ? 1 : -1));
    expect(Math.max(...counts)).toBe(2);
    expect(counts).toHaveLength(24);
  });

  it('is parked when twenty workers have died at one place, each with a greater fence, and goes on when a person says so', async () => {
    const { poison } = all;
    await sagas.start(poison, { key: 'p', input: '' });
    const state = await sagas.finished(poison, 'p', { timeoutMs: 240_000 });
    expect(state).toMatchObject({ status: 'stuck', at: { step: 'a', why: '20 workers died here without progress' } });
    expect(await notesOf(database, 'p')).toEqual(Array.from({ length: 20 }, (_, n) => `fence ${n + 1}`));
    await allowRepair();
    await sagas.retry(poison, 'p', act);
    expect(await sagas.finished(poison, 'p')).toMatchObject({ status: 'completed', results: { a: 1 } });
    await database.query("delete from note where saga = 'up'");
  });

  it('retries a failing undo, is stuck, and is retried or skipped by a person', async () => {
    const { broken } = all;
    for (const key of ['b1', 'b2']) await sagas.start(broken, { key, input: '' });
    for (const key of ['b1', 'b2']) expect((await sagas.finished(broken, key)).at).toMatchObject({ step: 'a', direction: 'undo' });
    await expect(sagas.retry(broken, 'b1', { actor: ' ', reason: 'x' })).rejects.toThrow(/names its actor/);
    await allowRepair();
    await sagas.retry(broken, 'b1', act);
    await sagas.skip(broken, 'b2', act);
    for (const key of ['b1', 'b2']) expect((await sagas.finished(broken, key)).status).toBe('compensated');
    await expect(sagas.retry(broken, 'b1', act)).rejects.toThrow('not stuck');
  });

  it('refuses a definition that changed under running sagas, and names the step', async () => {
    await sagas.start(all.cancelled, { key: 'open', input: '' });
    await vi.waitFor(async () => expect((await sagas.get(all.cancelled, 'open'))?.at?.step).toBe('go'), patience);
    const changed = saga<string>('cancelled').step('a', { run: () => 1, undo: () => {} }).wait('went').pivot('p', { run: () => 1 }).wait('end');
    const registration = registerEndpoint({ admin: server.admin, url: lane.url, definitions: [changed] });
    await expect(registration).rejects.toThrow(SagaShapeError);
    await expect(registration).rejects.toThrow(/place 2 was go\(wait.*is went\(wait/);
    await sagas.cancel(all.cancelled, 'open', act);
    await sagas.finished(all.cancelled, 'open');
    await registerEndpoint({ admin: server.admin, url: lane.url, definitions: [all.cancelled] });
  });
});

import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SagaTestWorld } from './saga-world.js';
import { sagaTestWorld } from './saga-world.js';
import { writeTemporary } from './catalogue-files.js';
import { schemaFaults } from './json-schemas.js';
import { order } from './sample-sagas.js';
import { runSagaAct } from '../services/saga/run-saga-act.js';
import { runSagaList } from '../services/saga/run-saga-list.js';
import { runSagaMigrate } from '../services/saga/run-saga-migrate.js';
import { runSagaPrune } from '../services/saga/run-saga-prune.js';
import { runSagaShow } from '../services/saga/run-saga-show.js';
import { runSagaSignal } from '../services/saga/run-saga-signal.js';
import { runSagaStats } from '../services/saga/run-saga-stats.js';
import { runSagaWork } from '../services/saga/run-saga-work.js';

interface TestDatabase {
  readonly url: string;
  remove(): Promise<void>;
}

/** What the commands of operators do, on any database. */
export function operatingSagas(make: () => Promise<TestDatabase>): void {
  let place: TestDatabase;
  let world: SagaTestWorld;
  beforeAll(async () => {
    place = await make();
    world = await sagaTestWorld(place.url);
  });
  afterAll(async () => {
    await world.close();
    await place.remove();
  });

  /** Runs a command with `--json`; its document keeps to its schema. */
  async function json(schema: string, run: (input: ReturnType<SagaTestWorld['input']> & { json: boolean }) => Promise<number>, stdin?: string) {
    const input = { ...world.input(stdin), json: true };
    const code = await run(input);
    const document = JSON.parse(input.streams.out()) as Record<string, never>;
    expect(schemaFaults(schema, document)).toEqual([]);
    expect(input.streams.err()).toBe('');
    return { code, document };
  }
  const act = { reason: 'looked', step: undefined, actor: 'anna@desk' };
  const status = async (key: string, name = 'order') => (await world.sagas.get(name, key))?.status;

  it('lists by name and status, page by page', async () => {
    for (const key of ['l1', 'l2', 'l3']) await world.start(key, 'waiting');
    const page = (before?: number) => json('saga-list', (input) => runSagaList({ ...input, name: 'order', status: 'running', limit: 2, before }));
    const { document: first } = await page();
    expect(first).toMatchObject({ sagas: [{ key: 'l3', version: 2, status: 'running', ended: null }, { key: 'l2' }] });
    const { document: second } = await page(first.next);
    expect(second).toMatchObject({ sagas: [{ key: 'l1' }], next: null });
    const text = world.input();
    await runSagaList({ ...text, name: 'order', limit: 2 });
    expect(text.streams.out().split('\n')[0]).toMatch(/^ID +Saga +Version +Key +Status +Created/);
    expect(text.streams.err()).toContain('--before');
    const none = world.input();
    expect(await runSagaList({ ...none, language: 'ru', name: 'nobody', limit: 2 })).toBe(0);
    expect(none.streams.err()).toBe('Саг нет.\n');
  });

  it('shows every attempt with its time and error, without secrets, and where a saga stands without its definition', async () => {
    await world.start('s1', 'stuck at pivot');
    const { document } = await json('saga-show', (input) => runSagaShow({ ...input, saga: 'order/s1' }));
    expect(document).toMatchObject({
      status: 'stuck', at: { step: 'book', direction: 'run', why: 'the pivot is unknown' }, results: { draft: { draft: 7 }, paid: { sum: 5 } }, input: { pay: 'unknown' },
    });
    const timeline = document.timeline as unknown as { kind: string; step: string; outcome: string; durationMs: number; error?: string }[];
    const attempts = timeline.filter(({ step }) => step === 'book');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['retry', 'unknown']);
    for (const { durationMs } of attempts) expect(durationMs).toBeLessThan(2_000);
    expect(attempts[0]?.error).toBe('cut off, Authorization: Bearer ***');
    const text = world.input();
    await runSagaShow({ ...text, saga: 'order', key: 's1' });
    expect(text.streams.out()).toMatch(/run book +retry +\d+ ms +cut off, Authorization: Bearer \*\*\*; next attempt after/);
    expect(text.streams.out()).not.toContain('planted');
  });

  it('counts', async () => {
    const { document } = await json('saga-stats', runSagaStats);
    expect((document.stats as unknown as { name: string; status: string; count: number }[]).find((line) => line.name === 'order' && line.status === 'running')?.count).toBeGreaterThanOrEqual(3);
    const text = world.input();
    await runSagaStats(text);
    expect(text.streams.out()).toMatch(/^order +2 +running +\d/m);
  });

  it('resolves, retries and skips what is stuck, with actor and reason in the journal', async () => {
    for (const key of ['r1', 'r2', 'r3']) await world.start(key, 'stuck at pivot');
    await world.start('u1', 'stuck at undo');
    const resolved = await json('saga-act', (input) => runSagaAct({ ...input, ...act, act: 'resolve', saga: 'order', key: 'r1', outcome: 'ok', result: '-' }), '{"booking":9}');
    expect(resolved).toMatchObject({ code: 0, document: { name: 'order', key: 'r1', act: 'resolve', actor: 'anna@desk', reason: 'looked' } });
    expect(await world.sagas.finished(order, 'r1')).toMatchObject({ status: 'completed', results: { book: { booking: 9 } } });
    await json('saga-act', (input) => runSagaAct({ ...input, ...act, act: 'resolve', saga: 'order/r2', outcome: 'refused' }));
    expect((await world.sagas.finished(order, 'r2')).status).toBe('compensated');
    await json('saga-act', (input) => runSagaAct({ ...input, ...act, act: 'retry', saga: 'order/r3', step: 'book' }));
    const again = await world.sagas.finished(order, 'r3');
    expect(again.timeline.filter(({ kind, step }) => kind === 'run' && step === 'book')).toHaveLength(4);
    await json('saga-act', (input) => runSagaAct({ ...input, ...act, actor: undefined, act: 'skip', saga: 'undoing/u1' }));
    expect((await world.sagas.get('undoing', 'u1'))?.timeline.find(({ kind }) => kind === 'skip')?.actor).toMatch(new RegExp(`.@${hostname()}$`));
  });

  it('hands over a signal once, and refuses one that no step waits for', async () => {
    await world.start('g1', 'waiting');
    const signal = (words: string[], id = 'push-1') => json('saga-signal', (input) => runSagaSignal({ ...input, words, payload: '{"sum":1}', id }));
    await expect(signal(['order', 'g1', 'payed'])).rejects.toMatchObject({ code: 'usage', message: 'order/g1 waits for no "payed". It waits for: paid.' });
    const unfit = runSagaSignal({ ...world.input('"a\\u0000b"'), words: ['order/g1', 'paid'], payload: '-' });
    await expect(unfit).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('U+0000') });
    await signal(['order/g1', 'paid']);
    const { results } = await world.sagas.finished(order, 'g1');
    expect(results.paid).toEqual({ sum: 1 });
    expect((await signal(['order', 'g1', 'paid'])).document).toMatchObject({ status: 'completed' });
    await expect(signal(['order', 'g1', 'paid'], 'push-2')).rejects.toMatchObject({ code: 'saga-state', message: 'order/g1 is over: it takes this no more.' });
  });

  it('cancels what waits, and says why it does not cancel the rest', async () => {
    await world.start('c1', 'waiting');
    await world.start('c2', 'completed');
    await world.start('c3', 'stuck at pivot');
    const cancel = (saga: string) => runSagaAct({ ...world.input(), ...act, act: 'cancel', saga });
    expect(await cancel('order/c1')).toBe(0);
    expect((await world.sagas.finished(order, 'c1')).status).toBe('compensated');
    await expect(cancel('order/c2')).rejects.toMatchObject({ code: 'saga-state', values: { why: 'ended' } });
    await expect(cancel('order/c3')).rejects.toMatchObject({ code: 'saga-state', values: { why: 'stuck' } });
    await expect(cancel('order/nobody')).rejects.toMatchObject({ code: 'saga-not-found', message: expect.stringContaining('order/nobody') });
    await expect(cancel('nobody')).rejects.toMatchObject({ code: 'usage' });
    const refused = (await cancel('order/c3').catch((error: unknown) => error)) as { describe(language: 'ru'): string };
    expect(refused.describe('ru')).toContain('застряла');
  });

  it.each<[string, Parameters<typeof runSagaAct>[0]['act'], object, string]>([
    ['retry of what waits', 'retry', { saga: 'order/x1' }, 'not-stuck'],
    ['retry at another step', 'retry', { saga: 'order/x2', step: 'tell' }, 'other-step'],
    ['skip of the pivot', 'skip', { saga: 'order/x2' }, 'not-skippable'],
    ['resolve of an undo', 'resolve', { saga: 'undoing/x3', outcome: 'refused' }, 'stuck-at-undo'],
  ])('refuses a %s and changes nothing', async (_name, name, fields, why) => {
    await world.start('x1', 'waiting');
    await world.start('x2', 'stuck at pivot');
    await world.start('x3', 'stuck at undo');
    await expect(runSagaAct({ ...world.input(), ...act, act: name, saga: '', ...fields })).rejects.toMatchObject({ code: 'saga-state', values: { why } });
    expect([await status('x1'), await status('x2'), await status('x3', 'undoing')]).toEqual(['running', 'stuck', 'stuck']);
  });

  it('refuses words that cannot work before it opens anything', async () => {
    const nothing = { ...world.input(), database: 'nothing.sqlite' };
    await expect(runSagaShow({ ...nothing, saga: 'order' })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('names no saga') });
    await expect(runSagaSignal({ ...nothing, words: ['order', 'x', 'paid'], payload: '{' })).rejects.toMatchObject({ message: expect.stringContaining('--payload is no JSON') });
    await expect(runSagaAct({ ...nothing, ...act, act: 'resolve', saga: 'order/x', outcome: 'refused', result: '1' })).rejects.toMatchObject({ message: expect.stringContaining('--outcome ok') });
    await expect(runSagaAct({ ...nothing, ...act, act: 'retry', saga: 'order/x', reason: ' ' })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('--reason') });
    await expect(runSagaShow({ ...nothing, saga: 'order/x' })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('no database') });
    const working = { ...nothing, lease: '15s', drain: '1s', health: '0s', stop: AbortSignal.abort() };
    await expect(runSagaWork({ ...working, module: 'nothing.js' })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('nothing.js') });
  });

  it('tells what is to be migrated: nothing here', async () => {
    const { code, document } = await json('saga-migrate', (input) => runSagaMigrate({ ...input, dryRun: true }));
    expect([code, document.migrations]).toEqual([0, []]);
  });

  describe('prune', () => {
    const lines = (file: string) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { name: string; key: string; timeline: unknown[] });

    it('writes each saga into the archive, then deletes it; what has not ended stays', async () => {
      for (const key of ['p1', 'p2']) await world.start(key, 'completed');
      await world.start('p3', 'waiting');
      const archive = path.join(path.dirname(writeTemporary('x', '')), 'sagas.jsonl');
      const before = (await world.sagas.list({ limit: 1_000 })).filter(({ ended }) => ended !== undefined).map(({ name, key }) => `${name}/${key}`);
      const { document } = await json('saga-prune', (input) => runSagaPrune({ ...input, olderThan: '0s', archive, yes: false }));
      expect(document).toMatchObject({ deleted: before.length, archive });
      expect(lines(archive).map(({ name, key }) => `${name}/${key}`).sort()).toEqual(before.sort());
      for (const document of lines(archive)) expect(schemaFaults('saga-show', document)).toEqual([]);
      expect(lines(archive).find(({ key }) => key === 'p1')?.timeline.length).toBeGreaterThan(5);
      expect([await status('p1'), await status('p3')]).toEqual([undefined, 'running']);
      await world.start('p4', 'completed');
      await json('saga-prune', (input) => runSagaPrune({ ...input, olderThan: '0s', archive, yes: false }));
      expect(lines(archive)).toHaveLength(before.length + 1);
    });

    it('begins a line of its own behind one that a kill cut short', async () => {
      await world.start('q1', 'completed');
      const archive = writeTemporary('sagas.jsonl', '{"id":1,"na');
      await runSagaPrune({ ...world.input(), olderThan: '0s', archive, yes: false });
      const [torn, whole] = readFileSync(archive, 'utf8').split('\n') as [string, string];
      expect(torn).toBe('{"id":1,"na');
      expect(JSON.parse(whole)).toMatchObject({ key: 'q1' });
    });

    it('deletes nothing where the archive cannot be written, is something else, or nobody said yes', async () => {
      await world.start('n1', 'completed');
      const prune = (fields: object) => runSagaPrune({ ...world.input(), olderThan: '0s', yes: false, ...fields });
      const precious = writeTemporary('orders.csv', 'id;sum\n1;2\n');
      await expect(prune({ archive: precious })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('is no archive') });
      expect(readFileSync(precious, 'utf8')).toBe('id;sum\n1;2\n');
      await expect(prune({ archive: path.join(path.dirname(precious), 'none', 'a.jsonl') })).rejects.toMatchObject({ code: 'usage' });
      await expect(prune({ archive: '/dev/full' })).rejects.toMatchObject({ code: 'input', message: expect.stringMatching(/ENOSPC.*\(0 are archived/) });
      await expect(prune({})).rejects.toMatchObject({ code: 'confirmation' });
      await expect(prune({ confirm: async () => false })).rejects.toMatchObject({ code: 'confirmation' });
      await expect(prune({ olderThan: 'soon', yes: true })).rejects.toMatchObject({ code: 'usage' });
      await prune({ olderThan: '1h', yes: true });
      expect(await status('n1')).toBe('completed');
      await prune({ confirm: async () => true });
      expect(await status('n1')).toBeUndefined();
    });
  });
}

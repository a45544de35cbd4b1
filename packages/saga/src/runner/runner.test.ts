import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { Refused } from '../define/refused.js';
import { saga } from '../define/saga.js';
import type { Definition } from '../define/definition.js';
import { memoryStore } from '../store/memory-store.js';
import type { SagaEvent } from './runtime.js';
import { SagaConflictError, SagaShapeError, SagaStateError } from './errors.js';
import { Sagas } from './sagas.js';

const act = { actor: 'anna', reason: 'checked by hand' };

function world(definitions: Definition[], fields: Partial<ConstructorParameters<typeof Sagas>[0]> = {}) {
  const clock = fakeClock();
  const store = memoryStore(clock);
  const events: SagaEvent[] = [];
  const make = (more: Partial<ConstructorParameters<typeof Sagas>[0]> = {}) =>
    new Sagas({ store, definitions, clock, random: () => 0.5, onEvent: (event) => events.push(event), ...fields, ...more });
  return { clock, store, events, sagas: make(), make };
}

/** A participant: notes every call, does each thing once a key. */
function participant() {
  const calls: string[] = [];
  const short = (key: string) => key.split('/').slice(-2).join(':');
  return { calls, call: (key: string, result?: unknown) => (calls.push(short(key)), result) };
}

describe('a saga', () => {
  it('runs its steps in order and keeps their results', async () => {
    const order = saga<{ n: number }>('order')
      .step('a', { run: ({ input }) => ({ doubled: input.n * 2 }), undo: 'nothing to undo' })
      .step('b', { run: ({ results, key, fence, attempt }) => ({ sum: results.a.doubled + 1, key, fence, attempt }), undo: 'nothing to undo' });
    const { clock, sagas } = world([order]);
    await sagas.work();
    const started = await sagas.start(order, { key: 'k', input: { n: 4 } });
    const state = await clock.run(started.finished());
    expect(started.code).toBe(201);
    expect(state).toMatchObject({ status: 'completed', results: { a: { doubled: 8 }, b: { sum: 9, key: 'order/k/b/run', fence: 1, attempt: 1 } } });
    const again = await sagas.start(order, { key: 'k', input: { n: 4 } });
    expect(again.code).toBe(200);
    expect((await clock.run(again.finished())).results.b.sum).toBe(9);
    await expect(sagas.start(order, { key: 'k', input: { n: 5 } })).rejects.toThrow(SagaConflictError);
    await clock.run(sagas.stop());
  });

  it('undoes in reverse what was done, and the step itself only if its outcome is unknown', async () => {
    const { call, calls } = participant();
    const build = (error: Error) => saga<string>('order')
      .step('a', { run: ({ key }) => call(key, 1), undo: ({ key, result }) => void call(key, result) })
      .step('b', { run: ({ key }) => call(key, 2), undo: ({ key }) => void call(key) })
      .step('c', { attempts: 2, run: ({ key }) => { call(key); throw error; }, undo: ({ key, result }) => void call(`${key}=${result}`) });
    for (const [error, expected] of [
      [new Refused('no'), ['a:run', 'b:run', 'c:run', 'b:undo', 'a:undo']],
      [new Error('timeout'), ['a:run', 'b:run', 'c:run', 'c:run', 'c:undo=undefined', 'b:undo', 'a:undo']],
    ] as const) {
      calls.length = 0;
      const definition = build(error);
      const { clock, sagas } = world([definition]);
      await sagas.work();
      const { finished } = await sagas.start(definition, { key: 'k', input: '' });
      expect(await clock.run(finished())).toMatchObject({ status: 'compensated', error: error.message });
      expect(calls).toEqual(expected);
    }
  });

  it('is stuck at an unknown pivot until a person resolves it', async () => {
    const { call, calls } = participant();
    const order = saga<string>('order')
      .step('a', { run: ({ key }) => call(key), undo: ({ key }) => void call(key) })
      .pivot('p', { delivery: 'once', run: (): { ref: number } => { throw new Error('cut'); } })
      .then('z', { run: ({ results }) => results.p.ref });
    const { clock, sagas, events } = world([order]);
    await sagas.work();
    for (const [key, resolution, status] of [['yes', { outcome: 'ok', result: { ref: 7 } }, 'completed'], ['no', { outcome: 'refused' }, 'compensated']] as const) {
      calls.length = 0;
      const { finished } = await sagas.start(order, { key, input: '' });
      expect(await clock.run(finished())).toMatchObject({ status: 'stuck', at: { step: 'p', direction: 'run', why: 'the pivot is unknown' } });
      expect(events.some((event) => event.type === 'stuck' && event.key === key)).toBe(true);
      await expect(sagas.skip(order, key, act)).rejects.toThrow('cannot be skipped');
      await expect(sagas.cancel(order, key, act)).rejects.toThrow(SagaStateError);
      await sagas.resolve(order, key, { ...act, ...resolution });
      const state = await clock.run(sagas.finished(order, key));
      expect(state.status).toBe(status);
      expect(state.timeline.find(({ kind }) => kind === 'resolve')).toMatchObject(act);
    }
    expect(calls).toEqual(['a:run', 'a:undo']);
  });

  it('retries a failing undo, is stuck, and is retried or skipped by a person', async () => {
    let broken = true;
    const order = saga<string>('order')
      .step('a', { run: () => 1, undo: () => { if (broken) throw new Error('down'); }, undoAttempts: 3 })
      .step('b', { run: () => { throw new Refused('no'); }, undo: 'nothing to undo' });
    const { clock, sagas } = world([order]);
    await sagas.work();
    for (const key of ['k1', 'k2']) await sagas.start(order, { key, input: '' });
    for (const key of ['k1', 'k2']) expect((await clock.run(sagas.finished(order, key))).at).toMatchObject({ step: 'a', direction: 'undo' });
    await expect(sagas.retry(order, 'k1', { actor: ' ', reason: 'x' })).rejects.toThrow('actor');
    broken = false;
    await sagas.retry(order, 'k1', act);
    await sagas.skip(order, 'k2', act);
    for (const key of ['k1', 'k2']) expect((await clock.run(sagas.finished(order, key))).status).toBe('compensated');
    await expect(sagas.retry(order, 'k1', act)).rejects.toThrow('not stuck');
  });

  it('takes a signal that came early, counts one id once, and times out', async () => {
    const order = saga<string>('order')
      .sleep('pause', 3_600_000)
      .wait('paid', { timeoutMs: 60_000, parse: Number })
      .wait('extra', { timeoutMs: 1_000, onTimeout: 'continue' });
    const { clock, sagas } = world([order]);
    await sagas.work();
    for (const key of ['early', 'never']) await sagas.start(order, { key, input: '' });
    for (const payload of ['7', '8']) await sagas.signal(order, 'early', 'paid', payload, { id: 'one' });
    const state = await clock.run(sagas.finished(order, 'early'));
    expect(state).toMatchObject({ status: 'completed', results: { paid: 7, extra: undefined } });
    expect(state.timeline.filter(({ kind }) => kind === 'signal')).toHaveLength(1);
    expect((state.ended ?? 0) - state.created).toBeGreaterThanOrEqual(3_601_000);
    expect(await clock.run(sagas.finished(order, 'never'))).toMatchObject({ status: 'compensated', error: 'No signal within 60000 ms' });
    await expect(sagas.signal(order, 'never', 'paid')).rejects.toThrow(SagaStateError);
  });

  it('is cancelled while it waits, and not any more behind the pivot', async () => {
    const { call, calls } = participant();
    const order = saga<string>('order')
      .step('a', { run: ({ key }) => call(key), undo: ({ key }) => void call(key) })
      .wait('go').pivot('p', { run: () => 1 }).wait('end');
    const { clock, sagas } = world([order]);
    await sagas.work();
    for (const key of ['k1', 'k2']) await sagas.start(order, { key, input: '' });
    await clock.advance(1_000);
    await sagas.cancel(order, 'k1', act);
    expect((await clock.run(sagas.finished(order, 'k1'))).status).toBe('compensated');
    expect(calls).toEqual(['a:run', 'a:run', 'a:undo']);
    await sagas.signal(order, 'k2', 'go');
    await clock.advance(1_000);
    await expect(sagas.cancel(order, 'k2', act)).rejects.toThrow('past its pivot');
    await sagas.signal(order, 'k2', 'end');
    expect((await clock.run(sagas.finished(order, 'k2'))).status).toBe('completed');
  });

  it('goes back at its deadline before the pivot and is stuck behind it', async () => {
    const early = saga<string>('early', 1, { deadlineMs: 5_000 }).wait('never');
    const late = saga<string>('late', 1, { deadlineMs: 5_000 }).pivot('p', { run: () => 1 }).then('z', { run: () => { throw new Error('down'); } });
    const { clock, sagas } = world([early, late]);
    await sagas.work();
    const [first, second] = [await sagas.start(early, { key: 'k', input: '' }), await sagas.start(late, { key: 'k', input: '' })];
    expect((await clock.run(first.finished())).status).toBe('compensated');
    expect((await clock.run(second.finished())).at?.why).toBe('the deadline passed behind the pivot');
    await sagas.skip(late, 'k', act);
    await clock.advance(10_000);
    expect((await clock.run(sagas.finished(late, 'k'))).status).toBe('completed');
  });

  it('runs a group at once, tells the others when one fails, and undoes the group as one place', async () => {
    const { call, calls } = participant();
    const stopped: string[] = [];
    const order = saga<string>('order')
      .step('a', { run: ({ key }) => call(key), undo: ({ key }) => void call(key) })
      .parallel({
        b: { run: ({ key }) => call(key), undo: ({ key }) => void call(key) },
        c: { run: ({ key }) => { call(key); throw new Refused('no'); }, undo: ({ key }) => void call(key) },
        d: {
          run: ({ key, signal }) => new Promise((_, reject) => {
            call(key);
            signal.addEventListener('abort', () => { stopped.push('d'); reject(signal.reason); });
          }),
          undo: ({ key, result }) => void call(`${key}=${result}`),
        },
      });
    const { clock, sagas } = world([order]);
    await sagas.work();
    const { finished } = await sagas.start(order, { key: 'k', input: '' });
    expect((await clock.run(finished())).status).toBe('compensated');
    expect(stopped).toEqual(['d']);
    expect(calls).toEqual(['a:run', 'b:run', 'c:run', 'd:run', 'b:undo', 'd:undo=undefined', 'a:undo']);
  });

  it('waits for a child, takes its results, and takes it back when the parent goes back', async () => {
    const { call, calls } = participant();
    const child = saga<{ n: number }>('child').step('x', { run: ({ key, input }) => call(key, input.n), undo: ({ key }) => void call(key) }).sleep('long', 60_000);
    const parent = (fails: boolean) => saga<string>('parent', fails ? 2 : 1)
      .child('c', { saga: child, input: ({ input }) => ({ n: input.length }) })
      .step('after', { run: ({ results }) => { if (fails) throw new Refused('no'); return results.c.x; }, undo: 'nothing to undo' });
    const good = parent(false);
    const bad = parent(true);
    const { clock, sagas } = world([good, bad]);
    await sagas.work();
    const first = await sagas.start(good, { key: 'k1', input: 'four' });
    expect(await clock.run(first.finished())).toMatchObject({ status: 'completed', results: { after: 4, c: { x: 4 } } });
    const second = await sagas.start(bad, { key: 'k2', input: 'four' });
    expect((await clock.run(second.finished())).status).toBe('compensated');
    expect((await sagas.get(child, 'k2/c'))?.status).toBe('compensated');
    const third = await sagas.start(good, { key: 'k3', input: 'four' });
    await clock.advance(5_000);
    await sagas.cancel(good, 'k3', act);
    expect((await clock.run(third.finished())).status).toBe('compensated');
    expect(calls).toEqual(['x:run', 'x:run', 'x:undo', 'x:run', 'x:undo']);
  });

  it('sends a command and takes its reply, a refusal, or none', async () => {
    const order = saga<string>('order').command('reserve', {
      topic: 'warehouse.reserve', body: ({ input }) => ({ article: input }), timeoutMs: 60_000, parse: (reply) => reply as { ref: string },
      undo: ({ emit, result }) => emit('warehouse.release', { result: result ?? null }),
    });
    const { clock, sagas, store } = world([order]);
    await sagas.work();
    for (const key of ['k1', 'k2', 'k3']) await sagas.start(order, { key, input: 'A1' });
    await clock.advance(100);
    expect(store.outbox[0]).toMatchObject({
      id: 'order/k1/reserve/run', topic: 'warehouse.reserve', body: { article: 'A1' },
      headers: { 'x-saga': 'order', 'x-saga-key': 'k1', 'x-saga-step': 'reserve' },
    });
    await sagas.signal('order', 'k1', 'reply:reserve', { result: { ref: 'r1' } });
    await sagas.signal('order', 'k2', 'reply:reserve', { refused: 'none left' });
    expect(await clock.run(sagas.finished(order, 'k1'))).toMatchObject({ status: 'completed', results: { reserve: { ref: 'r1' } } });
    expect(await clock.run(sagas.finished(order, 'k2'))).toMatchObject({ status: 'compensated', error: 'none left' });
    expect(await clock.run(sagas.finished(order, 'k3'))).toMatchObject({ status: 'compensated', error: 'No reply within 60000 ms' });
    expect(store.outbox.filter(({ topic }) => topic === 'warehouse.release')).toHaveLength(1);
  });

  it('refuses a definition that changed under running sagas, and names the step', async () => {
    const before = saga<string>('order').wait('a');
    const { clock, sagas, make } = world([before]);
    await sagas.work();
    await sagas.start(before, { key: 'k', input: '' });
    await clock.advance(100);
    const changed = make({ definitions: [saga<string>('order').wait('b')] });
    await expect(changed.work()).rejects.toThrow(SagaShapeError);
    await expect(changed.work()).rejects.toThrow(/was a\(wait.*is b\(wait/);
    const raised = make({ definitions: [before, saga<string>('order', 2).wait('b')] });
    await raised.work();
    await clock.run(raised.stop());
  });

  it('bounds how many sagas and how many calls of a step run at once', async () => {
    let now = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const order = saga<number>('order').step('a', {
      concurrency: 3, undo: 'nothing to undo',
      run: () => new Promise<void>((resolve) => {
        most = Math.max(most, ++now);
        release.push(() => { now--; resolve(); });
      }),
    });
    const { clock, sagas, store } = world([order], { concurrency: 5 });
    await sagas.work();
    for (let n = 0; n < 12; n++) await sagas.start(order, { key: `k${n}`, input: n });
    await clock.advance(1_000);
    expect(now).toBe(3);
    expect((await store.stats())[0]).toMatchObject({ count: 12, waiting: 7 });
    const all = Promise.all(Array.from({ length: 12 }, (_, n) => sagas.finished(order, `k${n}`)));
    for (let n = 0; n < 12; n++) {
      release.shift()?.();
      await clock.advance(500);
    }
    expect((await clock.run(all)).every(({ status }) => status === 'completed')).toBe(true);
    expect(most).toBe(3);
  });

  it('gives back at once what it has when it stops', async () => {
    const order = saga<string>('order').sleep('short', 900).step('a', { run: () => 1, undo: 'nothing to undo' });
    const { clock, sagas, make, store } = world([order]);
    await sagas.work();
    const { id } = await sagas.start(order, { key: 'k', input: '' });
    await clock.advance(10);
    await clock.run(sagas.stop());
    expect((await store.load(id))?.row).toMatchObject({ status: 'running', owner: undefined });
    const second = make();
    await second.work();
    expect((await clock.run(second.finished(order, 'k'))).status).toBe('completed');
    expect((await second.get(order, 'k'))?.timeline.some(({ kind }) => kind === 'takeover')).toBe(false);
  });
});

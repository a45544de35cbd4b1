import { describe, expect, it } from 'vitest';
import { Refused } from '../define/refused.js';
import { saga } from '../define/saga.js';
import { testSaga } from './test-saga.js';

const order = saga<{ n: number }>('order')
  .step('reserve', { run: ({ input }) => input.n * 2, undo: () => {} })
  .sleep('night', 8 * 3_600_000)
  .wait('paid', { timeoutMs: 86_400_000, onTimeout: 'continue' })
  .step('ship', { run: ({ results, emit }) => { emit('shipped', results.reserve); return results.reserve + 1; }, undo: () => {} });

const linesOf = (test: { calls: readonly { step: string; direction: string; outcome: string }[] }) =>
  test.calls.map(({ step, direction, outcome }) => `${direction} ${step} ${outcome}`);

describe('the test bench', () => {
  it('skips waits and shows calls and messages', async () => {
    const test = testSaga(order);
    const state = await test.run({ n: 2 });
    expect(state).toMatchObject({ status: 'completed', results: { reserve: 4, ship: 5 } });
    expect(state.results.ship).toBe(5);
    expect((state.ended ?? 0) - state.created).toBeGreaterThan(32 * 3_600_000);
    expect(linesOf(test)).toEqual(['run reserve ok', 'run ship ok']);
    expect(test.messages).toMatchObject([{ topic: 'shipped', body: 4 }]);
  });

  it('makes a step fail', async () => {
    const test = testSaga(order);
    test.fail('ship', new Refused('no courier'));
    expect(await test.run({ n: 2 })).toMatchObject({ status: 'compensated', error: 'no courier' });
    expect(linesOf(test)).toEqual(['run reserve ok', 'run ship failed', 'undo reserve ok']);
    expect(test.messages).toEqual([]);
  });

  it('lets the worker die at a point, and another take over', async () => {
    const test = testSaga(order);
    test.crash('call:after', 'reserve');
    test.crash('append:after', 'ship');
    const { status, timeline } = await test.run({ n: 2 });
    expect(status).toBe('completed');
    expect(timeline.filter(({ kind }) => kind === 'takeover')).toHaveLength(2);
    expect(linesOf(test)).toEqual(['run reserve ok', 'run reserve ok', 'run ship ok']);
    expect(new Set(test.calls.map(({ key }) => key)).size).toBe(2);
    expect(test.messages).toHaveLength(1);
  });

  it('takes signals and cancels in between', async () => {
    const test = testSaga(order);
    await test.start({ n: 2 });
    await test.signal('paid', 'yes');
    expect((await test.finish()).results.paid).toBe('yes');
    const other = testSaga(order);
    await other.start({ n: 2 });
    await other.cancel();
    expect((await other.finish()).status).toBe('compensated');
  });
});

import { describe, expect, it } from 'vitest';
import { fakeClock } from '@occwo/core/testing';
import { saga } from '../define/saga.js';
import { memoryStore } from '../store/memory-store.js';
import { SagaStateError } from './errors.js';
import { Sagas } from './sagas.js';

const act = { actor: 'anna@desk', reason: 'looked at it' };

/** A worker that has the definition, and an operator's process that has none. */
function world() {
  let broken = true;
  const order = saga<string>('order')
    .step('a', { run: () => 1, undo: () => {} })
    .wait('go')
    .pivot('pay', { run: () => ({ ref: 7 }) })
    .then('tell', { attempts: 2, run: () => { if (broken) throw new Error('down'); } });
  const clock = fakeClock();
  const store = memoryStore(clock);
  const worker = new Sagas({ store, definitions: [order], clock, random: () => 0.5 });
  const operator = new Sagas({ store, definitions: [], clock });
  return { order, clock, worker, operator, mend: () => (broken = false) };
}

describe('an operator without the definition', () => {
  it('sees where a saga stands, and acts by the shape on record', async () => {
    const { order, clock, worker, operator, mend } = world();
    await worker.work();
    for (const key of ['k1', 'k2', 'k3']) await worker.start(order, { key, input: '' });
    await clock.advance(1_000);
    expect((await operator.get('order', 'k1'))?.at).toEqual({ step: 'go', direction: 'run' });
    expect((await operator.places('order', 'k1'))?.map(({ steps }) => steps.map(({ name, kind }) => `${kind} ${name}`))).toEqual([['call a'], ['wait go'], ['call pay'], ['call tell']]);
    for (const key of ['k1', 'k2', 'k3']) await operator.signal('order', key, 'go');
    for (const key of ['k1', 'k2', 'k3']) expect((await clock.run(worker.finished(order, key))).status).toBe('stuck');
    await expect(operator.resolve('order', 'k1', { ...act, outcome: 'refused' })).rejects.toThrow('behind the pivot');
    await expect(operator.retry('order', 'k1', { ...act, step: 'pay' })).rejects.toThrow('stuck at "tell"');
    mend();
    await operator.retry('order', 'k1', act);
    await operator.skip('order', 'k2', act);
    await operator.resolve('order', 'k3', { ...act, outcome: 'ok', result: 'by hand' });
    for (const key of ['k1', 'k2', 'k3']) expect((await clock.run(worker.finished(order, key))).status).toBe('completed');
    await clock.run(worker.stop());
  });

  it('is told that it is too late to cancel behind the pivot', async () => {
    const { order, clock, worker, operator } = world();
    await worker.work();
    for (const key of ['early', 'late']) await worker.start(order, { key, input: '' });
    await operator.signal('order', 'late', 'go');
    await clock.advance(100);
    await expect(operator.cancel('order', 'late', act)).rejects.toThrow(SagaStateError);
    await expect(operator.cancel('order', 'late', act)).rejects.toThrow('past its pivot "pay"');
    await operator.cancel('order', 'early', act);
    expect((await clock.run(worker.finished(order, 'early'))).status).toBe('compensated');
    await clock.run(worker.stop());
  });
});

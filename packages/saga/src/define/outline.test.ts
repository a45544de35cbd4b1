import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mermaidOf } from './mermaid.js';
import { outlineOf } from './outline.js';
import { saga } from './saga.js';

const child = saga<string>('billing', 3).step('book', { run: () => 1, undo: () => {} });
const order = saga<string>('order', 2)
  .step('a', { run: () => 1, undo: () => {}, delivery: 'once' })
  .parallel({ 'b.1': { run: () => 1, undo: 'nothing to undo' }, 'b-2': { run: () => 1, undo: () => {}, delivery: 'tx' } })
  .child('bill', { saga: child, input: () => '' })
  .command('ship', { topic: 't', body: () => 1, parse: () => 1, undo: 'nothing to undo' })
  .wait('go').sleep('pause', 5)
  .pivot('pay', { run: () => 1, delivery: 'probe', probe: async () => undefined })
  .then('tell', { run: () => 1 });

describe('outlineOf', () => {
  it('reads back all that decides and draws', () => {
    const { name, version, fingerprint, shape, places } = order;
    const outline = outlineOf(name, version, fingerprint, shape);
    const traits = (of: typeof places) => of.map(({ phase, steps }) => [phase, steps.map((step) => [step.name, step.kind, step.phase, step.delivery, step.undoes, step.child?.name])]);
    expect(traits(outline?.places ?? [])).toEqual(traits(places));
    expect([...(outline?.steps.keys() ?? [])]).toEqual([...order.steps.keys()]);
    expect(outline && mermaidOf(outline)).toBe(mermaidOf(order));
  });

  it('gives nothing for a shape that is not the one of the fingerprint, whatever it holds', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...order.shape))), (shape) => {
      const isSame = JSON.stringify(shape) === JSON.stringify(order.shape);
      expect(outlineOf('order', 2, order.fingerprint, shape) !== undefined).toBe(isSame);
    }));
    expect(outlineOf('order', 1, order.fingerprint, order.shape)).toBeUndefined();
  });
});

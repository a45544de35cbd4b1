import { describe, expectTypeOf, it } from 'vitest';
import { saga } from './saga.js';
import type { Definition, ResultsOf } from './definition.js';

const undo = 'nothing to undo';

describe('the typed chain', () => {
  it('asks for an undo before the pivot', () => {
    // @ts-expect-error a step before the pivot says how it is undone
    saga<string>('x').step('a', { run: () => 1 });
    saga<string>('x').step('a', { run: () => 1, undo });
    saga<string>('x').step('a', { run: () => 1, undo: () => {} });
    // @ts-expect-error so does every member of a group
    saga<string>('x').parallel({ a: { run: () => 1, undo }, b: { run: () => 2 } });
  });

  it('has no undo behind the pivot', () => {
    const behind = saga<string>('x').pivot('p', { run: () => 1 });
    behind.then('q', { run: () => 2 });
    // @ts-expect-error behind the pivot there is nothing to go back to
    behind.then('q', { run: () => 2, undo: () => {} });
    // @ts-expect-error only one pivot
    void behind.pivot;
    // @ts-expect-error `step` is for what can be undone
    void behind.step;
  });

  it('types the results from step to step', () => {
    const chain = saga<{ id: string }>('x')
      .step('a', { run: async ({ input }) => ({ ref: input.id, at: new Date(0) }), undo })
      .parallel({ b: { run: ({ results }) => results.a.ref.length, undo }, c: { run: () => true, undo } })
      .wait('w', { parse: (payload) => ({ approved: payload === 'yes' }) })
      .sleep('s', ({ results }) => results.b);
    expectTypeOf<ResultsOf<typeof chain>['a']>().toEqualTypeOf<{ ref: string; at: string }>();
    expectTypeOf<ResultsOf<typeof chain>['b']>().toEqualTypeOf<number>();
    expectTypeOf<ResultsOf<typeof chain>['c']>().toEqualTypeOf<boolean>();
    expectTypeOf<ResultsOf<typeof chain>['w']>().toEqualTypeOf<{ approved: boolean }>();
    // @ts-expect-error there is no such step
    chain.step('z', { run: ({ results }) => results.zzz, undo });
    // @ts-expect-error the name is taken
    chain.step('a', { run: () => 1, undo });
  });

  it('gives undo the result of its own run, or undefined when that is unknown', () => {
    saga<string>('x').step('a', {
      run: () => ({ ref: 1 }),
      undo: ({ result }) => {
        expectTypeOf(result).toEqualTypeOf<{ ref: number } | undefined>();
      },
    });
  });

  it('gives a transaction to tx steps only, and asks a probe of probed ones', () => {
    saga<string>('x').step('a', { delivery: 'tx', run: ({ tx }) => tx.query('select 1'), undo });
    // @ts-expect-error no transaction without delivery: 'tx'
    saga<string>('x').step('a', { run: ({ tx }) => tx.query('select 1'), undo });
    // @ts-expect-error a probed step needs its probe
    saga<string>('x').step('a', { delivery: 'probe', run: () => 1, undo });
    saga<string>('x').step('a', { delivery: 'probe', run: () => 1, probe: async () => ({ result: 1 }), undo });
  });

  it('says that a wait that goes on may have no payload', () => {
    const _chain = () => saga<string>('x').wait('w', { onTimeout: 'continue', timeoutMs: 5, parse: Number });
    expectTypeOf<ResultsOf<ReturnType<typeof _chain>>['w']>().toEqualTypeOf<number | undefined>();
  });

  it('lets a child without a pivot be taken back by itself, and asks for an undo of one with a pivot', () => {
    const plain = saga<{ n: number }>('plain').step('a', { run: () => 1, undo });
    const final = saga<{ n: number }>('final').pivot('p', { run: () => 'done' });
    const _chain = saga<string>('x').child('c', { saga: plain, input: ({ input }) => ({ n: input.length }) });
    expectTypeOf<ResultsOf<typeof _chain>['c']['a']>().toEqualTypeOf<number>();
    // @ts-expect-error a child with a pivot cannot be taken back by itself
    saga<string>('x').child('c', { saga: final, input: () => ({ n: 1 }) });
    saga<string>('x').child('c', { saga: final, input: () => ({ n: 1 }), undo: ({ result }) => void result?.p.length });
    // @ts-expect-error the child's input is typed
    saga<string>('x').child('c', { saga: plain, input: () => ({ n: 'one' }) });
  });

  it('fits where any definition is asked for', () => {
    expectTypeOf(saga<string>('x').step('a', { run: () => 1, undo })).toExtend<Definition>();
    expectTypeOf(saga<string>('x').pivot('a', { run: () => 1 })).toExtend<Definition>();
  });
});

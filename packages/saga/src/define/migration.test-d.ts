import { describe, it } from 'vitest';
import { saga } from './saga.js';

const act = { run: () => 1, undo: 'nothing to undo' } as const;
const older = saga<{ n: number }>('order').step('a', act).step('b', act);
const same = saga<{ n: number }>('order', 2).step('a', act).step('b', act).step('c', act);
const other = saga<{ n: number; city: string }>('order', 3).step('a', act).step('c', act);

describe('a migration', () => {
  it('may hand over a journal whose steps are all there', () => {
    same.migrate(older, ({ journal }) => ({ journal }));
  });

  it('names no step that is gone or misspelt', () => {
    // @ts-expect-error "b" is no step any more
    other.migrate(older, ({ input, journal }) => ({ input: { ...input, city: '' }, journal }));
    // @ts-expect-error there is no step "cc"
    other.migrate(older, ({ input }) => ({ input: { ...input, city: '' }, journal: [{ step: 'cc', kind: 'run', outcome: 'ok' }] }));
    other.migrate(older, ({ input }) => ({ input: { ...input, city: '' }, journal: [{ step: 'c', kind: 'run', outcome: 'ok' }] }));
  });

  it('gives the input what it lacks', () => {
    // @ts-expect-error the new input has a city
    other.migrate(older, () => ({ journal: [] }));
    other.migrate(older, ({ input }) => ({ input: { ...input, city: 'Tver' }, journal: [] }));
  });

  it('ends the chain', () => {
    // @ts-expect-error a step behind a migration would not be in it
    same.migrate(older, ({ journal }) => ({ journal })).step('d', act);
  });
});

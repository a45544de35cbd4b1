import { describe, expect, it } from 'vitest';
import { saga } from '../define/saga.js';
import type { Definition } from '../define/definition.js';
import type { Entry, NewEntry } from './entry.js';
import { migrateSaga, presentJournal } from './migrate.js';
import { next } from './next.js';
import { viewOf } from './view.js';

const act = { run: () => 1, undo: () => {} };
const older = saga<{ n: number }>('order').step('a', act).step('b', act).step('c', act);
const journalOf = (...entries: NewEntry[]): Entry[] => entries.map((entry, index) => ({ ...entry, seq: index + 1, epoch: 1, at: index }));
const ok = (step: string): NewEntry => ({ step, kind: 'run', outcome: 'ok', result: step });
const retry = (step: string, kind: 'run' | 'undo' = 'run'): NewEntry => ({ step, kind, outcome: 'retry', delayMs: 10 });
const died: NewEntry = { step: '', kind: 'takeover' };

const migrated = (definition: Definition, ...entries: NewEntry[]) =>
  migrateSaga(definition, older.fingerprint, { key: 'k', input: { n: 1 }, journal: journalOf(...entries) });
const comesNext = (definition: Definition, ...entries: NewEntry[]) => next(definition, viewOf(definition, migrated(definition, ...entries).journal));

const renamed = saga<{ n: number }>('order', 2).step('first', act).step('b', act).step('c', act)
  .migrate(older, ({ journal }) => ({ journal: journal.map((entry) => ({ ...entry, step: entry.step === 'a' ? 'first' : entry.step })) }));
const longer = saga<{ n: number }>('order', 3).step('a', act).step('new', act).step('b', act).step('c', act)
  .migrate(older, ({ journal }) => ({ journal }));

describe('a journal led to another definition', () => {
  it('goes on where it was, under the new names', () => {
    expect(comesNext(renamed, ok('a'))).toMatchObject({ do: 'act', actions: [{ direction: 'run', step: { name: 'b' } }] });
    expect(comesNext(longer, ok('a'))).toMatchObject({ do: 'act', actions: [{ direction: 'run', step: { name: 'new' } }] });
    expect(comesNext(renamed, ok('a'), { step: 'b', kind: 'run', outcome: 'refused' })).toMatchObject({ do: 'act', actions: [{ direction: 'undo', step: { name: 'first' } }] });
  });

  it('keeps in doubt what a dead worker was doing, whatever stands before it now', () => {
    const { journal } = migrated(renamed, ok('a'), died);
    expect(journal.at(-1)).toMatchObject({ kind: 'takeover', step: 'b' });
    expect(viewOf(renamed, journal).steps.get('b')?.doubtful).toBe(true);
    expect(() => migrated(longer, ok('a'), died)).toThrow('"b" has begun, but "new" before it is not done');
  });

  it('takes an entry for a place that is new', () => {
    const filled = saga<{ n: number }>('order', 3).step('a', act).step('new', act).step('b', act).step('c', act)
      .migrate(older, ({ journal }) => ({ journal: journal.flatMap((entry) => (entry.step === 'a' && entry.outcome === 'ok'
        ? [entry, { step: 'new' as const, kind: 'skip' as const, outcome: 'run' as const, actor: 'migration', reason: 'came later' }] : [entry])) }));
    expect(comesNext(filled, ok('a'), died)).toMatchObject({ actions: [{ step: { name: 'b' } }] });
  });

  it('refuses to lose what is under way, is being undone, or is named by nothing', () => {
    const away = saga<{ n: number }>('order', 4).step('a', act).step('other', act)
      .migrate(older, ({ journal }) => ({ journal: journal.flatMap((entry) => (entry.step === 'b' || entry.step === 'c' ? [] : [{ ...entry, step: entry.step }])) }));
    expect(() => migrated(away, ok('a'), retry('b'))).toThrow('"b" may be under way');
    expect(migrated(away, ok('a'), ok('b')).journal).toHaveLength(1);
    expect(() => migrated(away, ok('a'), ok('b'), { step: 'c', kind: 'run', outcome: 'refused' }, retry('b', 'undo'))).toThrow('"b" is being undone');
    const stray = saga<{ n: number }>('order', 5).step('x', act).migrate(older, ({ journal }) => ({ journal: journal as never }));
    expect(() => migrated(stray, ok('a'))).toThrow('names "a", which is no step');
  });

  it('goes over versions in between, and reads what was translated before', () => {
    const third = saga<{ n: number; more: string }>('order', 6).step('first', act).step('b', act).step('d', act)
      .migrate(renamed, ({ input, journal }) => ({
        input: { ...input, more: 'x' }, journal: journal.map((entry) => ({ ...entry, step: entry.step === 'c' ? 'd' : entry.step })),
      }));
    const saved = migrated(third, ok('a'), ok('b'), ok('c'));
    expect(saved.input).toEqual({ n: 1, more: 'x' });
    expect(next(third, viewOf(third, saved.journal))).toMatchObject({ do: 'end', status: 'completed' });
    const half = migrated(renamed, ok('a'));
    const raw = journalOf(ok('a'), { step: '', kind: 'migrate', result: { from: { version: 1, fingerprint: older.fingerprint }, journal: half.journal } }, ok('b'));
    expect(presentJournal(raw).map(({ step }) => step)).toEqual(['first', 'b']);
    expect(viewOf(renamed, raw).steps.get('b')?.run).toBe('ok');
    expect(migrateSaga(third, renamed.fingerprint, { key: 'k', input: { n: 1 }, journal: raw }).journal.map(({ step }) => step)).toEqual(['first', 'b']);
  });

  it('leads only from another shape of the same name', () => {
    const again = saga<{ n: number }>('order').step('a', act).step('b', act).step('c', act);
    expect(() => again.migrate(older, ({ journal }) => ({ journal }))).toThrow('only another shape');
    expect(() => saga<{ n: number }>('other').step('a', act).step('b', act).step('c', act).migrate(older, ({ journal }) => ({ journal }))).toThrow('only another shape');
  });
});

import { describe, expect, it } from 'vitest';
import { saga } from '../define/saga.js';
import type { Definition } from '../define/definition.js';
import type { Entry, NewEntry } from './entry.js';
import { endAfter, maximumTakeovers, next } from './next.js';
import type { Action } from './next.js';
import { viewOf } from './view.js';

const options = { run: () => 1, undo: () => {} };
const names = ['a', 'b', 'c', 'd', 'e'];

/** A chain of `length` steps, the one at `pivot` being the pivot. */
function chain(length: number, pivot: number | undefined): Definition {
  let built = saga<string>('s') as unknown as Record<'step' | 'pivot' | 'then', (name: string, given: object) => typeof built>;
  for (const [index, name] of names.slice(0, length).entries()) {
    const isBefore = pivot === undefined || index < pivot;
    built = isBefore ? built.step(name, options) : index === pivot ? built.pivot(name, { run: options.run }) : built.then(name, { run: options.run });
  }
  return built as unknown as Definition;
}

const journalOf = (entries: readonly NewEntry[]): Entry[] => entries.map((entry, index) => ({ ...entry, seq: index + 1, epoch: 1, at: 0 }));

/** What the rules say, as plainly as they can be written: the line of events from the outcomes, and the end. */
function expectedLine(length: number, pivot: number | undefined, failing: number | undefined, outcome: 'refused' | 'unknown', brokenUndo: number | undefined) {
  const line: string[] = [];
  for (let index = 0; index < length; index++) {
    line.push(`run ${names[index]}`);
    if (index !== failing) continue;
    if (pivot !== undefined && (index > pivot || (index === pivot && outcome === 'unknown'))) return [...line, 'stuck'];
    for (let back = outcome === 'unknown' ? index : index - 1; back >= 0; back--) {
      if (pivot === back) continue;
      line.push(`undo ${names[back]}`);
      if (back === brokenUndo) return [...line, 'stuck'];
    }
    return [...line, 'compensated'];
  }
  return [...line, 'completed'];
}

/** What is foretold of an attempt that goes well is what the reducer says once it is written, and the view stays as it was. */
function foresees(definition: Definition, entries: readonly NewEntry[], action: Action): void {
  const view = viewOf(definition, journalOf(entries));
  const after = next(definition, viewOf(definition, journalOf([...entries, { step: action.step.name, kind: action.direction, outcome: 'ok' }])));
  expect(endAfter(definition, view, action)).toBe(after.do === 'end' ? after.status : undefined);
  expect(view).toEqual(viewOf(definition, journalOf(entries)));
}

/** Lets the reducer drive: each action is answered by the given outcomes, and its entry appended. */
function drivenLine(definition: Definition, failing: number | undefined, outcome: 'refused' | 'unknown', brokenUndo: number | undefined) {
  const line: string[] = [];
  const entries: NewEntry[] = [];
  for (;;) {
    const decision = next(definition, viewOf(definition, journalOf(entries)));
    if (decision.do === 'end') return [...line, decision.status];
    if (decision.do === 'stuck') return [...line, 'stuck'];
    if (decision.do !== 'act' || decision.actions.length !== 1) throw new Error(`unexpected ${decision.do}`);
    const [action] = decision.actions as [Action];
    const { step: { name }, direction } = action;
    foresees(definition, entries, action);
    const index = names.indexOf(name);
    line.push(`${direction} ${name}`);
    const ended = direction === 'run' ? (index === failing ? outcome : 'ok') : index === brokenUndo ? 'failed' : 'ok';
    entries.push({ step: name, kind: direction, outcome: ended });
  }
}

describe('the reducer', () => {
  it('follows the rules for every saga of up to five steps, every pivot, every failure and every broken undo', () => {
    let cases = 0;
    const choices = (length: number) => [undefined, ...Array.from({ length }, (_, index) => index)];
    for (let length = 1; length <= 5; length++) {
      for (const pivot of choices(length)) {
        const definition = chain(length, pivot);
        for (const failing of choices(length)) {
          for (const outcome of ['refused', 'unknown'] as const) {
            for (const broken of choices(length)) {
              cases += 1;
              const where = JSON.stringify({ length, pivot, failing, outcome, broken });
              expect(drivenLine(definition, failing, outcome, broken), where).toEqual(expectedLine(length, pivot, failing, outcome, broken));
            }
          }
        }
      }
    }
    expect(cases).toBeGreaterThan(800);
  });

  it('never decides differently for a retry or a takeover in between, but for the attempt and the doubt', () => {
    const definition = chain(2, undefined);
    const decided = next(definition, viewOf(definition, journalOf([
      { step: 'a', kind: 'run', outcome: 'ok' }, { step: 'b', kind: 'run', outcome: 'retry', delayMs: 500 }, { step: '', kind: 'takeover' },
    ])));
    expect(decided).toMatchObject({ do: 'act', actions: [{ step: { name: 'b' }, direction: 'run', attempt: 2, notBefore: 500 }] });
  });

  it('parks a saga at which worker after worker dies, until a person retries it', () => {
    const definition = chain(1, undefined);
    const deaths = Array.from({ length: maximumTakeovers }, (): NewEntry => ({ step: '', kind: 'takeover' }));
    expect(next(definition, viewOf(definition, journalOf(deaths)))).toMatchObject({ do: 'stuck', step: 'a', direction: 'run' });
    const retried: NewEntry[] = [...deaths, { step: 'a', kind: 'retry', outcome: 'run' }];
    expect(next(definition, viewOf(definition, journalOf(retried)))).toMatchObject({ do: 'act' });
  });

  it('settles what is open before it goes back, and takes a pivot that may have happened for the one to ask', () => {
    const definition = chain(2, 1);
    const cancel: NewEntry = { step: '', kind: 'cancel' };
    const decide = (...entries: NewEntry[]) => next(definition, viewOf(definition, journalOf(entries)));
    expect(decide(cancel)).toMatchObject({ do: 'settle', steps: [{ name: 'a' }] });
    const done: NewEntry = { step: 'a', kind: 'run', outcome: 'ok' };
    expect(decide(done, cancel)).toMatchObject({ do: 'settle', steps: [{ name: 'b' }] });
    expect(decide(done, { step: '', kind: 'takeover' }, cancel)).toMatchObject({ do: 'act', actions: [{ step: { name: 'b' }, direction: 'run' }] });
    expect(decide(done, { step: 'b', kind: 'run', outcome: 'ok' }, cancel)).toEqual({ do: 'end', status: 'completed' });
  });
});

import type { Definition, Step } from '../define/definition.js';
import type { Migration } from '../define/migration.js';
import type { Entry, Migrated } from './entry.js';
import { currentSteps, mayHaveBegun, viewOf, viewOfStep } from './view.js';
import type { StepView, View } from './view.js';

/** A saga between two definitions. */
export interface Migrating {
  readonly key: string;
  readonly input: unknown;
  readonly journal: readonly Entry[];
}

/** The journal as the definition of today reads it: that of the last migration, and what followed. */
export function presentJournal(journal: readonly Entry[]): readonly Entry[] {
  const at = journal.findLastIndex(({ kind }) => kind === 'migrate');
  return at < 0 ? journal : [...(journal[at]?.result as Migrated).journal, ...journal.slice(at + 1)];
}

/** Fingerprints of all older definitions whose sagas can become this one's, over other definitions if need be. */
export const olderOf = ({ migrations = [] }: Definition): string[] => migrations.flatMap(({ from }) => [from.fingerprint, ...olderOf(from)]);

/** Translates a saga of an older fingerprint. Pure; throws where the translation would lose track of what was done or is under way. */
export function migrateSaga(definition: Definition, fingerprint: string, saga: Migrating): Migrating {
  if (definition.fingerprint === fingerprint) return saga;
  const migration = definition.migrations?.find(({ from }) => from.fingerprint === fingerprint || olderOf(from).includes(fingerprint));
  if (!migration) throw new Error(`Saga "${definition.name}" version ${definition.version} has no migration from ${fingerprint}`);
  return migrateOnce(definition, migration, migrateSaga(migration.from, fingerprint, saga));
}

function migrateOnce(definition: Definition, { from, translate }: Migration, { key, input, journal }: Migrating): Migrating {
  const before = spelledOut(from, presentJournal(journal));
  const translated = translate({ key, input, journal: before });
  const after: Entry[] = [];
  for (const entry of translated.journal) {
    const last = after.at(-1);
    after.push({ epoch: last?.epoch ?? 1, ...entry, seq: after.length + 1, at: entry.at ?? last?.at ?? 0 });
  }
  insistOnNames(definition, after);
  const view = viewOf(definition, after);
  insistOnOrder(definition, view);
  insistOnOpenSteps(from, viewOf(from, before), definition, view);
  return { key, input: translated.input === undefined ? input : translated.input, journal: after };
}

/** Names in each takeover the steps that it left in doubt: in another order of steps they could not be told any more. */
function spelledOut(from: Definition, journal: readonly Entry[]): Entry[] {
  return journal.flatMap((entry, index) => {
    if (entry.kind !== 'takeover' || entry.step !== '') return [entry];
    return currentSteps(from, viewOf(from, journal.slice(0, index))).map(({ name }) => ({ ...entry, step: name }));
  });
}

function insistOnNames({ steps }: Definition, journal: readonly Entry[]): void {
  const stray = journal.find(({ step, kind }) => step !== '' && kind !== 'signal' && !steps.has(step));
  if (stray) throw new Error(`the translated journal names "${stray.step}", which is no step`);
}

/** What has been touched is a beginning of the order, and all but its last place is done: a journal that the definition could have written. */
function insistOnOrder({ places }: Definition, view: View): void {
  let isOpen: string | undefined;
  for (const { steps } of places) {
    for (const { name } of steps) {
      if (isOpen !== undefined && isTouched(viewOfStep(view, name))) throw new Error(`"${name}" has begun, but "${isOpen}" before it is not done: give it an entry`);
    }
    isOpen ??= steps.find(({ name }) => viewOfStep(view, name).run !== 'ok')?.name;
  }
}

const isTouched = (step: StepView): boolean => step.run !== undefined || mayHaveBegun(step);

/** The names of steps are part of what participants know a call by. */
function insistOnOpenSteps(from: Definition, before: View, definition: Definition, after: View): void {
  for (const step of from.steps.values()) {
    const [was, is] = [viewOfStep(before, step.name), viewOfStep(after, step.name)];
    const [isCalling, isUndoing] = [isOutside(step) && was.run === undefined && mayHaveBegun(was), was.undo === undefined && was.undos > 0];
    if (isCalling && !(is.run === undefined && mayHaveBegun(is))) throw new Error(`"${step.name}" may be under way: it keeps its name and its entries`);
    if (isUndoing && !(is.undo === undefined && is.undos > 0)) throw new Error(`"${step.name}" is being undone: it keeps its name and its entries`);
    if (step.child && isTouched(was) && was.undo !== 'ok' && !definition.steps.get(step.name)?.child) throw new Error(`"${step.name}" has a child saga, known by this name: it keeps it`);
  }
}

const isOutside = ({ kind }: Step): boolean => kind !== 'wait' && kind !== 'sleep';

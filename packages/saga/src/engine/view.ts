import type { Definition, Step } from '../define/definition.js';
import type { Entry, Migrated } from './entry.js';

/** What the journal says about one step. */
export interface StepView {
  run: 'ok' | 'refused' | 'unknown' | undefined;
  result: unknown;
  /** Failed attempts so far, and when the next is due. */
  runs: number;
  runAfter: number;
  /** A wait, sleep, child or command that began: when, and when its time is up. */
  begunAt: number | undefined;
  until: number | undefined;
  intended: boolean;
  /** A worker died while this may have been running. */
  doubtful: boolean;
  undo: 'ok' | 'failed' | undefined;
  undos: number;
  undoAfter: number;
}

/** The whole journal at a glance. */
export interface View {
  readonly steps: ReadonlyMap<string, StepView>;
  cancelled: boolean;
  /** Time is up, and no operator has asked to go on. */
  expired: boolean;
  /** The deadline is in the journal. */
  deadlineSeen: boolean;
  /** Workers that died since the last progress. */
  takeovers: number;
  readonly signals: Entry[];
}

/** All fields from the start, so that all views have one shape: there are thousands a second. */
const blank = (): StepView => ({
  run: undefined, result: undefined, runs: 0, runAfter: 0, begunAt: undefined, until: undefined,
  intended: false, doubtful: false, undo: undefined, undos: 0, undoAfter: 0,
});

/** True if the step may have touched the world although no final outcome is known. */
export const mayHaveBegun = (view: StepView): boolean =>
  view.doubtful || view.intended || view.runs > 0 || view.begunAt !== undefined;

/** Reads a journal from its beginning. Pure. */
export function viewOf(definition: Definition, journal: readonly Entry[]): View {
  const steps = new Map<string, StepView>();
  for (const name of definition.steps.keys()) steps.set(name, blank());
  const view: View = { steps, cancelled: false, expired: false, deadlineSeen: false, takeovers: 0, signals: [] };
  for (const entry of journal) apply(definition, view, entry);
  return view;
}

/** Adds one entry to a view. */
export function apply(definition: Definition, view: View, entry: Entry): void {
  switch (entry.kind) {
    case 'cancel':
      view.cancelled = true;
      return;
    case 'deadline':
      view.expired = true;
      view.deadlineSeen = true;
      return;
    case 'signal':
      view.signals.push(entry);
      return;
    case 'takeover':
      view.takeovers += 1;
      if (entry.step !== '') viewOfStep(view, entry.step).doubtful = true;
      else for (const step of currentSteps(definition, view)) viewOfStep(view, step.name).doubtful = true;
      return;
    case 'migrate':
      Object.assign(view, viewOf(definition, (entry.result as Migrated).journal));
      return;
    default:
      view.takeovers = 0;
      applyToStep(view, viewOfStep(view, entry.step), entry);
  }
}

function applyToStep(view: View, step: StepView, entry: Entry): void {
  switch (entry.kind) {
    case 'run':
      if (entry.outcome === 'retry') {
        step.runs += 1;
        step.runAfter = entry.at + (entry.delayMs ?? 0);
      } else if (entry.outcome === 'begun') {
        step.begunAt = entry.at;
        step.until = entry.delayMs === undefined ? Infinity : entry.at + entry.delayMs;
      } else finish(step, entry);
      return;
    case 'undo':
      if (entry.outcome === 'retry') {
        step.undos += 1;
        step.undoAfter = entry.at + (entry.delayMs ?? 0);
      } else if (entry.outcome !== 'begun') step.undo = entry.outcome === 'ok' ? 'ok' : 'failed';
      return;
    case 'intent':
      step.intended = true;
      return;
    case 'resolve':
      finish(step, entry);
      return;
    case 'skip':
      if (entry.outcome === 'undo') step.undo = 'ok';
      else finish(step, { ...entry, outcome: 'ok' });
      return;
    case 'retry':
      view.expired = false;
      if (entry.outcome === 'undo') Object.assign(step, { undo: undefined, undos: 0, undoAfter: 0 });
      else Object.assign(step, { run: undefined, runs: 0, runAfter: 0, intended: false, begunAt: undefined, until: undefined, doubtful: true });
  }
}

function finish(step: StepView, entry: Entry): void {
  if (entry.outcome !== 'ok' && entry.outcome !== 'refused' && entry.outcome !== 'unknown') return;
  step.run = entry.outcome;
  if (entry.outcome === 'ok') step.result = entry.result;
}

/** The steps without a final outcome in the first place that is not done: what a worker that died may have been running. */
export function currentSteps(definition: Definition, view: View): readonly Step[] {
  for (const place of definition.places) {
    const open = place.steps.filter((step) => viewOfStep(view, step.name).run === undefined);
    if (open.length > 0) return open;
    if (place.steps.some((step) => viewOfStep(view, step.name).run !== 'ok')) return [];
  }
  return [];
}

/** The view of a step by name. A name that the definition does not have (an older shape) reads as untouched. */
export function viewOfStep(view: View, name: string): StepView {
  return view.steps.get(name) ?? blank();
}

/** Results of the steps that are done, by name. */
export function resultsOf(view: View): Record<string, unknown> {
  const results: Record<string, unknown> = {};
  for (const [name, step] of view.steps) if (step.run === 'ok') results[name] = step.result;
  return results;
}

import type { Definition, Place, Step } from '../define/definition.js';
import type { Direction } from './entry.js';
import { mayHaveBegun, viewOfStep } from './view.js';
import type { View } from './view.js';

/** One thing to do: the next attempt of a step's run or undo, not before the given database time. */
export interface Action {
  readonly step: Step;
  readonly direction: Direction;
  readonly attempt: number;
  readonly notBefore: number;
}

/** What comes next. `settle`: no further attempts, but each of these steps needs a final outcome before anything is undone. */
export type Decision =
  | { readonly do: 'act'; readonly actions: readonly Action[] }
  | { readonly do: 'settle'; readonly steps: readonly Step[] }
  | { readonly do: 'end'; readonly status: 'completed' | 'compensated' }
  | { readonly do: 'stuck'; readonly step: string; readonly direction: Direction; readonly why: string };

/** So many workers may die at the same place before the saga is taken for their murderer and parked. */
export const maximumTakeovers = 20;

/**
 * The reducer: what the journal asks for next. Pure, total, and the only place where the order of things is decided.
 * Backwards is strictly the reverse of forwards, a group being one place; an unknown step is undone too.
 */
export function next(definition: Definition, view: View): Decision {
  const decision = decide(definition, view);
  if (view.takeovers < maximumTakeovers || decision.do === 'end' || decision.do === 'stuck') return decision;
  const first = decision.do === 'act' ? decision.actions[0] : undefined;
  const step = first?.step ?? (decision.do === 'settle' ? decision.steps[0] : undefined);
  return {
    do: 'stuck',
    step: step?.name ?? '',
    direction: first?.direction ?? 'run',
    why: `${view.takeovers} workers died here without progress`,
  };
}

/** How the saga ends if this attempt goes well; undefined if something comes after it. The view is as before when this returns. */
export function endAfter(definition: Definition, view: View, { step, direction }: Action): 'completed' | 'compensated' | undefined {
  if (direction === 'run' && !definition.places.at(-1)?.steps.includes(step)) return undefined;
  const seen = viewOfStep(view, step.name);
  const { run, undo } = seen;
  if (direction === 'run') seen.run = 'ok';
  else seen.undo = 'ok';
  const decision = next(definition, view);
  seen.run = run;
  seen.undo = undo;
  return decision.do === 'end' ? decision.status : undefined;
}

function decide(definition: Definition, view: View): Decision {
  const stopping = view.cancelled || view.expired;
  for (const place of definition.places) {
    if (place.steps.every((step) => viewOfStep(view, step.name).run === 'ok')) continue;
    const open = place.steps.filter((step) => viewOfStep(view, step.name).run === undefined);
    const failed = place.steps.find((step) => isFailure(view, step));
    if (failed && open.length > 0) return place.phase === 'after' ? act(open, view) : { do: 'settle', steps: open };
    if (failed) {
      return place.phase === 'before' || isRefusedPivot(place, view) ? back(definition, view, definition.places.indexOf(place)) : lost(failed, view);
    }
    if (place.phase === 'after') return view.expired ? late(open[0] as Step) : act(open, view);
    if (stopping && !(place.phase === 'pivot' && mayHaveBegun(viewOfStep(view, (open[0] as Step).name)))) {
      return { do: 'settle', steps: open };
    }
    return act(open, view);
  }
  const final = definition.places.some((place) => place.phase === 'pivot');
  return stopping && !final
    ? back(definition, view, definition.places.length - 1)
    : { do: 'end', status: 'completed' };
}

const isFailure = (view: View, step: Step): boolean => {
  const run = viewOfStep(view, step.name).run;
  return run === 'refused' || run === 'unknown';
};

const isRefusedPivot = (place: Place, view: View): boolean =>
  place.phase === 'pivot' && place.steps.every((step) => viewOfStep(view, step.name).run === 'refused');

const act = (steps: readonly Step[], view: View): Decision => ({
  do: 'act',
  actions: steps.map((step) => {
    const { runs, runAfter } = viewOfStep(view, step.name);
    return { step, direction: 'run', attempt: runs + 1, notBefore: runAfter };
  }),
});

const lost = (step: Step, view: View): Decision => ({
  do: 'stuck',
  step: step.name,
  direction: 'run',
  why: `${step.phase === 'pivot' ? 'the pivot' : 'a step behind the pivot'} is ${viewOfStep(view, step.name).run}`,
});

const late = (step: Step): Decision => ({
  do: 'stuck',
  step: step.name,
  direction: 'run',
  why: 'the deadline passed behind the pivot',
});

/** Undoes the places from `last` down to the first: all that happened, or may have. */
function back(definition: Definition, view: View, last: number): Decision {
  for (let index = last; index >= 0; index--) {
    const undoable = (definition.places[index] as Place).steps.filter((step) => {
      const { run } = viewOfStep(view, step.name);
      return step.undoes && (run === 'ok' || run === 'unknown');
    });
    const open = undoable.filter((step) => viewOfStep(view, step.name).undo === undefined);
    if (open.length > 0) {
      return {
        do: 'act',
        actions: open.map((step) => {
          const { undos, undoAfter } = viewOfStep(view, step.name);
          return { step, direction: 'undo', attempt: undos + 1, notBefore: undoAfter };
        }),
      };
    }
    const failed = undoable.find((step) => viewOfStep(view, step.name).undo === 'failed');
    if (failed) return { do: 'stuck', step: failed.name, direction: 'undo', why: 'its undo failed' };
  }
  return { do: 'end', status: 'compensated' };
}

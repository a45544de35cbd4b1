import type { Definition, Step } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { resultsOf, viewOf } from '../engine/view.js';
import type { StepView } from '../engine/view.js';
import type { NewSaga, Note } from '../store/store.js';
import { errorText } from './error-text.js';
import type { Hand } from './hand.js';
import { inputOf } from './input.js';
import type { Progress } from './input.js';
import { hashOf } from './json.js';
import type { Runtime } from './runtime.js';

const keyOfChild = (hand: Hand, step: Step): string => `${hand.row.key}/${step.name}`;

/** Starts the child in the write that says so, then waits to be woken by its end. */
export async function childRun(runtime: Runtime, hand: Hand, step: Step, view: StepView): Promise<Progress> {
  const definition = step.child as Definition;
  if (view.begunAt === undefined) {
    try {
      const { input } = inputOf(runtime, hand, step);
      const child: NewSaga = {
        name: definition.name, version: definition.version, fingerprint: definition.fingerprint,
        key: keyOfChild(hand, step), input, inputHash: hashOf(input), deadlineMs: definition.deadlineMs, parent: hand.row.id,
      };
      return { entry: { step: step.name, kind: 'run', outcome: 'begun' }, child };
    } catch (error) {
      return { entry: { step: step.name, kind: 'run', outcome: 'refused', error: errorText(error) } };
    }
  }
  const found = await runtime.store.find(definition.name, keyOfChild(hand, step));
  if (found?.row.status === 'completed') {
    const result = resultsOf(viewOf(definition, found.journal));
    return { entry: { step: step.name, kind: 'run', outcome: 'ok', result } };
  }
  if (found?.row.status === 'compensated') {
    return { entry: { step: step.name, kind: 'run', outcome: 'refused', error: 'The child saga went back' } };
  }
  if (!found) return { entry: { step: step.name, kind: 'run', outcome: 'unknown', error: 'The child saga is not there' } };
  return { until: Infinity };
}

/** Cancels the child, or has it compensated if it is done; a child without a pivot can always be taken back. */
export async function childUndo(runtime: Runtime, hand: Hand, step: Step): Promise<Progress> {
  const definition = step.child as Definition;
  const undone: NewEntry = { step: step.name, kind: 'undo', outcome: 'ok' };
  const found = await runtime.store.find(definition.name, keyOfChild(hand, step));
  if (!found || found.row.status === 'compensated') return { entry: undone };
  const isAsked = found.journal.some(({ token }) => token === 'parent');
  if (!isAsked) {
    const entry: NewEntry = { step: '', kind: 'cancel', token: 'parent', actor: 'parent saga', reason: 'the parent goes back' };
    const note: Note = { saga: found.row.id, entry, reopen: ({ row }) => row.status === 'completed' };
    await runtime.store.note(note);
  }
  return { until: Infinity };
}

import type { Step } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { viewOfStep } from '../engine/view.js';
import { errorText } from '../runner/error-text.js';
import type { Held } from '../runner/hand.js';
import { inputOf } from '../runner/input.js';
import { hashOf } from '../runner/json.js';
import { waitingProgress } from '../runner/progress.js';
import type { Message } from '../store/store.js';
import type { Desk } from './desk.js';

/** What a step that calls nobody wants written, or when to look at it again (null: when something arrives). */
export interface Found {
  readonly entry?: NewEntry;
  readonly messages?: readonly Message[];
  readonly child?: { readonly input: unknown; readonly inputHash: string };
  readonly until?: number | null;
}

/** Asks the user's functions of a wait, a sleep, a command, or a child that is to begin. Its answer is kept as JSON. */
export function lookAt(desk: Desk, held: Held, step: Step): Found {
  if (step.kind === 'child') return beginChild(desk, held, step);
  const found = waitingProgress(desk, held, step);
  if ('until' in found) return { until: found.until === Infinity ? null : found.until };
  return { entry: found.entry, ...(found.messages && { messages: found.messages }) };
}

function beginChild(desk: Desk, held: Held, step: Step): Found {
  if (viewOfStep(held.view, step.name).begunAt !== undefined) return { until: null };
  try {
    const { input } = inputOf(desk, held, step);
    return { entry: { step: step.name, kind: 'run', outcome: 'begun' }, child: { input, inputHash: hashOf(input) } };
  } catch (error) {
    return { entry: { step: step.name, kind: 'run', outcome: 'refused', error: errorText(error) } };
  }
}

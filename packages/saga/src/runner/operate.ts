import type { Definition } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { next } from '../engine/next.js';
import type { Decision } from '../engine/next.js';
import { viewOf, viewOfStep } from '../engine/view.js';
import type { Loaded } from '../store/store.js';
import { plainText } from './error-text.js';
import { SagaStateError } from './errors.js';
import { throughJson } from './json.js';

/** Who acts, and why: both stay in the journal. */
export interface Act {
  readonly actor: string;
  readonly reason: string;
}

/** How a stuck step is settled by a person who has looked: it happened, with this result, or it did not and will not. */
export type Resolution = { readonly outcome: 'ok'; readonly result?: unknown } | { readonly outcome: 'refused' };

const audited = ({ actor, reason }: Act): Pick<NewEntry, 'actor' | 'reason'> => {
  if (!actor?.trim() || !reason?.trim()) throw new TypeError('An act on a saga names its actor and its reason');
  return { actor: plainText(actor), reason: plainText(reason) };
};

const labelOf = ({ row }: Loaded): string => `Saga ${row.name}/${row.key}`;

export const cancelEntry = (act: Act): NewEntry => ({ step: '', kind: 'cancel', token: 'cancel', ...audited(act) });

export function checkCancel(loaded: Loaded, definition?: Definition): void {
  const { status } = loaded.row;
  const label = labelOf(loaded);
  if (status === 'stuck') throw new SagaStateError(`${label} is stuck`, 'settle the step it is stuck at: retry, skip or resolve', 'stuck');
  if (status !== 'running') throw new SagaStateError(`${label} is ${status}: too late to cancel`, 'start a saga that takes it back', 'ended');
  const pivot = definition?.places.find(({ phase }) => phase === 'pivot')?.steps[0];
  const isPast = definition && pivot && viewOfStep(viewOf(definition, loaded.journal), pivot.name).run === 'ok';
  if (isPast) throw new SagaStateError(`${label} is past its pivot "${pivot.name}": too late to cancel`, 'start a saga that takes it back', 'past-pivot', pivot.name);
}

export function signalEntry(name: string, payload: unknown, id: string | undefined): NewEntry {
  return {
    step: name,
    kind: 'signal',
    result: throughJson(payload, `The payload of signal "${name}"`),
    token: id === undefined ? undefined : `signal:${name}:${id}`,
  };
}

export function checkSignal(loaded: Loaded): void {
  const { status } = loaded.row;
  if (status === 'completed' || status === 'compensated') throw new SagaStateError(`${labelOf(loaded)} is ${status}`, 'it takes no signals any more', 'ended');
}

type Stuck = Decision & { do: 'stuck' };

/** Where a stuck saga stands. With `step`, it has to be that one. */
function stuckAt(loaded: Loaded, definition: Definition | undefined, step: string | undefined): Stuck {
  const label = labelOf(loaded);
  if (loaded.row.status !== 'stuck') throw new SagaStateError(`${label} is ${loaded.row.status}, not stuck`, 'only a stuck saga can be retried, skipped or resolved', 'not-stuck');
  if (!definition) throw new SagaStateError(`${label} runs by a definition that this process does not have`, 'act from a process that registers that version', 'no-definition');
  const decision = next(definition, viewOf(definition, loaded.journal));
  if (decision.do !== 'stuck') throw new SagaStateError(`${label} is about to go on`, 'look again in a moment', 'moving');
  if (step !== undefined && step !== decision.step) {
    throw new SagaStateError(`${label} is stuck at "${decision.step}", not at "${step}"`, `act on step "${decision.step}"`, 'other-step', decision.step);
  }
  return decision;
}

export function retryEntry(loaded: Loaded, definition: Definition | undefined, act: Act, step?: string): NewEntry {
  const at = stuckAt(loaded, definition, step);
  return { step: at.step, kind: 'retry', outcome: at.direction, ...audited(act) };
}

export function skipEntry(loaded: Loaded, definition: Definition | undefined, act: Act, step?: string): NewEntry {
  const at = stuckAt(loaded, definition, step);
  const phase = definition?.steps.get(at.step)?.phase;
  if (at.direction === 'run' && phase !== 'after') {
    throw new SagaStateError(`"${at.step}" cannot be skipped: nobody knows whether it happened`, 'resolve it: with outcome ok and its result, or refused', 'not-skippable', at.step);
  }
  return { step: at.step, kind: 'skip', outcome: at.direction, ...audited(act) };
}

export function resolveEntry(loaded: Loaded, definition: Definition | undefined, act: Act & Resolution, step?: string): NewEntry {
  const at = stuckAt(loaded, definition, step);
  if (at.direction === 'undo') throw new SagaStateError(`"${at.step}" is stuck at its undo`, 'retry it, or skip it once it is undone by hand', 'stuck-at-undo', at.step);
  if (act.outcome === 'refused' && definition?.steps.get(at.step)?.phase === 'after') {
    throw new SagaStateError(`"${at.step}" is behind the pivot: the saga cannot go back`, 'retry it, skip it, or resolve it with outcome ok', 'behind-pivot', at.step);
  }
  const result = act.outcome === 'ok' ? throughJson(act.result, `The result of "${at.step}"`) : undefined;
  return { step: at.step, kind: 'resolve', outcome: act.outcome, result, ...audited(act) };
}

import type { Definition } from '../define/definition.js';
import type { Direction, Entry } from '../engine/entry.js';
import { presentJournal } from '../engine/migrate.js';
import { next } from '../engine/next.js';
import { viewOf } from '../engine/view.js';
import type { SagaRow, SagaStatus } from '../store/store.js';

/** A saga as an operator sees it. Times are milliseconds since 1970, by the database's clock. */
export interface SagaState<Results = Record<string, unknown>> {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly key: string;
  readonly status: SagaStatus;
  readonly input: unknown;
  /** Results of the steps that are done; complete once the saga is completed. */
  readonly results: Results;
  /** What is done now, or where it is stuck and why. Absent once it ended, or if its definition is not known here. */
  readonly at?: { readonly step: string; readonly direction: Direction; readonly why?: string } | undefined;
  /** Why the saga went back, or is stuck: the error of the step that was refused, unknown or failed first. */
  readonly error?: string | undefined;
  readonly created: number;
  readonly ended: number | undefined;
  /** Every attempt and every act from outside, in order. */
  readonly timeline: readonly Entry[];
}

export function stateOf(row: SagaRow, journal: readonly Entry[], definition: Definition | undefined): SagaState {
  const { id, name, version, key, status, input, created, ended } = row;
  const results: Record<string, unknown> = {};
  for (const { kind, outcome, step, result } of presentJournal(journal)) {
    if ((kind === 'run' || kind === 'resolve') && outcome === 'ok') results[step] = result;
  }
  const failed = journal.find(({ outcome }) => outcome === 'refused' || outcome === 'unknown' || outcome === 'failed');
  const isOver = status === 'completed' || status === 'compensated';
  return {
    id, name, version, key, status, input, results, created, ended,
    at: definition && !isOver ? placeOf(definition, journal) : undefined,
    error: failed?.error,
    timeline: journal,
  };
}

function placeOf(definition: Definition, journal: readonly Entry[]): SagaState['at'] {
  const decision = next(definition, viewOf(definition, journal));
  if (decision.do === 'stuck') return { step: decision.step, direction: decision.direction, why: decision.why };
  if (decision.do === 'act') {
    const [first] = decision.actions;
    return first && { step: first.step.name, direction: first.direction };
  }
  const [settled] = decision.do === 'settle' ? decision.steps : [];
  return settled && { step: settled.name, direction: 'run' };
}

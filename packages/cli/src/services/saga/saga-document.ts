import type { Entry, SagaRow, SagaState } from '@occwo/saga';

/** The order that a saga goes by: names, place by place. */
export type Places = readonly { readonly steps: readonly { readonly name: string }[] }[];

const isoOf = (milliseconds: number): string => new Date(Math.round(milliseconds)).toISOString();

/** One saga, as `list --json` shows it. */
export function rowDocument({ id, name, version, key, status, owner, created, ended }: SagaRow) {
  return { id, name, version, key, status, ...(owner !== undefined && { owner }), created: isoOf(created), ended: ended === undefined ? null : isoOf(ended) };
}

/** One saga with all that is known of it, as `show --json` and the archive have it. Times are ISO 8601, by the database's clock. */
export function sagaDocument(state: SagaState, places?: Places) {
  const { id, name, version, key, status, at, error, input, results, created, ended, timeline } = state;
  return {
    id, name, version, key, status, ...(at && { at }), ...(error !== undefined && { error }), input, results,
    created: isoOf(created), ended: ended === undefined ? null : isoOf(ended),
    timeline: timeline.map((entry) => entryDocument(entry, durationOf(entry, state, places))),
  };
}

export type SagaDocument = ReturnType<typeof sagaDocument>;
export type EntryDocument = ReturnType<typeof entryDocument>;

function entryDocument(entry: Entry, durationMs: number | undefined) {
  const { seq, at, step, kind, outcome, attempt, delayMs, error, result, actor, reason, worker, epoch } = entry;
  return {
    seq, at: isoOf(at), kind, ...(step !== '' && { step }), ...(outcome && { outcome }), ...(attempt !== undefined && { attempt }),
    ...(durationMs !== undefined && { durationMs }), ...(delayMs !== undefined && { delayMs }), ...(error !== undefined && { error }),
    ...(result !== undefined && { result }), ...(actor !== undefined && { actor }), ...(reason !== undefined && { reason }),
    ...(worker !== undefined && { worker }), fence: epoch,
  };
}

/**
 * How long an attempt took, wait for a worker and write included: from the entry that let it begin (or the end of its pause) to its
 * own. The journal keeps the ends only: a beginning costs a write.
 */
function durationOf(entry: Entry, { created, timeline }: SagaState, places: Places = []): number | undefined {
  if ((entry.kind !== 'run' && entry.kind !== 'undo') || entry.outcome === 'begun') return undefined;
  const beside = new Set(places.find(({ steps }) => steps.some(({ name }) => name === entry.step))?.steps.map(({ name }) => name));
  beside.delete(entry.step);
  const before = timeline.findLast((earlier) => earlier.seq < entry.seq && !beside.has(earlier.step) && begins(earlier, entry));
  const pauseMs = before?.step === entry.step && before.outcome === 'retry' ? (before.delayMs ?? 0) : 0;
  return Math.max(0, Math.round(entry.at - (before?.at ?? created) - pauseMs));
}

/** Signals wake nobody but waits, which began before; a cancel lets undos begin, and no run. */
function begins({ kind }: Entry, entry: Entry): boolean {
  return kind !== 'signal' && !(entry.kind === 'run' && (kind === 'cancel' || kind === 'deadline'));
}

import fc from 'fast-check';

/** What a participant does with one step, whoever asks. */
export interface CallSpec {
  readonly kind: 'call';
  /** `refuse`: it will not; `fail`: never answers well; otherwise it answers well. */
  readonly run: 'ok' | 'refuse' | 'fail';
  /** How often it fails before it answers well, at first. Less than the attempts. */
  readonly flaky: number;
  /** A failing call may have taken effect all the same. */
  readonly effective: boolean;
  /** How often the undo fails: less than its attempts, or for good. */
  readonly undo: 'ok' | 'flaky' | 'broken' | 'none';
  readonly delivery: 'at-least-once' | 'once' | 'probe';
  /** Virtual milliseconds a call takes. */
  readonly takes: number;
}
export interface WaitSpec {
  readonly kind: 'wait';
  /** When the signal comes, from the start; undefined: never. */
  readonly signalAt: number | undefined;
  readonly onTimeout: 'refuse' | 'continue';
}
export interface SleepSpec {
  readonly kind: 'sleep';
  readonly milliseconds: number;
}
export interface ChildSpec {
  readonly kind: 'child';
  readonly places: readonly PlaceSpec[];
}
export type PlaceSpec = readonly CallSpec[] | WaitSpec | SleepSpec | ChildSpec;
export interface SagaSpec {
  readonly places: readonly PlaceSpec[];
  /** Behind which place the pivot stands; undefined: none. */
  readonly pivot: { readonly call: CallSpec; readonly after: readonly CallSpec[] } | undefined;
  readonly cancelAt: number | undefined;
  /** Store operations after which a worker dies, and whether before or after the operation took effect. */
  readonly crashes: readonly { readonly after: number; readonly applied: boolean }[];
  /** Store operations that fail with an error: written all the same, or not. */
  readonly faults: readonly { readonly use: number; readonly applied: boolean }[];
}

export const timeoutMs = 20_000;

const call = (undo: fc.Arbitrary<CallSpec['undo']>): fc.Arbitrary<CallSpec> =>
  fc.record({
    kind: fc.constant('call' as const),
    run: fc.oneof({ weight: 8, arbitrary: fc.constant('ok' as const) }, { weight: 1, arbitrary: fc.constantFrom('refuse' as const, 'fail' as const) }),
    flaky: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2) }),
    effective: fc.boolean(),
    undo,
    delivery: fc.oneof({ weight: 4, arbitrary: fc.constant('at-least-once' as const) }, { weight: 1, arbitrary: fc.constantFrom('once' as const, 'probe' as const) }),
    takes: fc.constantFrom(0, 0, 10, 700),
  });
const undoable = call(fc.oneof({ weight: 8, arbitrary: fc.constant('ok' as const) }, { weight: 2, arbitrary: fc.constantFrom('flaky' as const, 'none' as const) }, { weight: 1, arbitrary: fc.constant('broken' as const) }));
const group = fc.oneof({ weight: 4, arbitrary: fc.tuple(undoable) }, { weight: 1, arbitrary: fc.array(undoable, { minLength: 2, maxLength: 3 }) });
const wait: fc.Arbitrary<WaitSpec> = fc.record({
  kind: fc.constant('wait' as const),
  signalAt: fc.option(fc.integer({ min: 0, max: timeoutMs * 2 }), { nil: undefined }),
  onTimeout: fc.constantFrom('refuse' as const, 'continue' as const),
});
const pause: fc.Arbitrary<SleepSpec> = fc.record({ kind: fc.constant('sleep' as const), milliseconds: fc.constantFrom(0, 500, 30_000) });
const child: fc.Arbitrary<ChildSpec> = fc.record({ kind: fc.constant('child' as const), places: fc.array(fc.oneof(group, pause), { minLength: 1, maxLength: 2 }) });
const place: fc.Arbitrary<PlaceSpec> = fc.oneof(
  { weight: 8, arbitrary: group as fc.Arbitrary<PlaceSpec> },
  { weight: 1, arbitrary: wait },
  { weight: 1, arbitrary: pause },
  { weight: 1, arbitrary: child },
);

export const sagaSpec: fc.Arbitrary<SagaSpec> = fc.record({
  places: fc.array(place, { minLength: 1, maxLength: 4 }),
  pivot: fc.option(fc.record({ call: call(fc.constant('none')), after: fc.array(call(fc.constant('none')), { maxLength: 2 }) }), { nil: undefined }),
  cancelAt: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: undefined, freq: 3 }),
  crashes: fc.array(fc.record({ after: fc.integer({ min: 1, max: 12 }), applied: fc.boolean() }), { maxLength: 3 }),
  faults: fc.array(fc.record({ use: fc.integer({ min: 1, max: 20 }), applied: fc.boolean() }), { maxLength: 3 }),
});

export type Status = 'completed' | 'compensated' | 'stuck';

/**
 * The reference: which ends are allowed. Written from the rules, not from the reducer: walk forwards to the first place that fails,
 * then backwards over what was done. A set where timing, a cancel or a crash leaves a choice.
 */
export function allowedEnds(spec: SagaSpec): ReadonlySet<Status> {
  const ends = new Set<Status>();
  const isUncertain = spec.crashes.length > 0 || spec.faults.length > 0;
  const broken = (places: readonly PlaceSpec[]): boolean => places.some((at) =>
    isGroup(at) ? at.some(({ undo }) => undo === 'broken') : at.kind === 'child' && broken(at.places));
  const back = (places: readonly PlaceSpec[], failing: PlaceSpec | undefined) => {
    const certain = places.some((at) => isGroup(at) && at.some(({ undo }) => undo === 'broken'));
    const possible = certain || broken(places) || (failing !== undefined && broken([failing]));
    if (possible) ends.add('stuck');
    if (!certain) ends.add('compensated');
  };
  let at = 0;
  for (; at < spec.places.length; at++) {
    const here = spec.places[at] as PlaceSpec;
    const outcome = outcomeOf(here, isUncertain);
    if (spec.cancelAt !== undefined || outcome !== 'ok') back(spec.places.slice(0, at), here);
    if (spec.cancelAt !== undefined) back(spec.places.slice(0, at + 1), undefined);
    if (outcome === 'fails') return ends;
  }
  const { pivot } = spec;
  if (!pivot) {
    ends.add('completed');
    return ends;
  }
  const pivotOutcome = outcomeOf([pivot.call], isUncertain);
  if (pivotOutcome !== 'ok' || spec.cancelAt !== undefined) back(spec.places, undefined);
  if (pivotOutcome !== 'ok' && (pivot.call.run === 'fail' || isUncertain || isLossy(pivot.call))) ends.add('stuck');
  if (pivotOutcome === 'fails') return ends;
  for (const call of pivot.after) {
    const outcome = outcomeOf([call], isUncertain);
    if (outcome !== 'ok') ends.add('stuck');
    if (outcome === 'fails') return ends;
  }
  ends.add('completed');
  return ends;
}

export const isGroup = (place: PlaceSpec): place is readonly CallSpec[] => Array.isArray(place);
/** A step that is called once only, and whose one call fails. */
const isLossy = (call: CallSpec): boolean => call.delivery === 'once' && call.flaky > 0;

function outcomeOf(place: PlaceSpec, isUncertain: boolean): 'ok' | 'fails' | 'either' {
  if (isGroup(place)) {
    const outcomes = place.map(({ run, flaky, effective, delivery }) => {
      if (delivery === 'once') return run !== 'ok' || flaky > 0 ? 'fails' : isUncertain ? 'either' : 'ok';
      if (run === 'ok') return 'ok';
      // A repeat finds what the failed call before has left behind, unless that call died with its worker.
      if (run === 'refuse') return effective && flaky > 0 ? (isUncertain ? 'either' : 'ok') : 'fails';
      return delivery === 'probe' && effective ? 'ok' : 'fails';
    });
    return outcomes.includes('fails') ? 'fails' : outcomes.includes('either') ? 'either' : 'ok';
  }
  if (place.kind === 'sleep') return 'ok';
  if (place.kind === 'wait') return place.onTimeout === 'continue' ? 'ok' : place.signalAt === undefined ? 'fails' : 'either';
  const outcomes = place.places.map((inner) => outcomeOf(inner, isUncertain));
  return outcomes.includes('fails') ? 'fails' : outcomes.includes('either') ? 'either' : 'ok';
}

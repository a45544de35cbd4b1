import type { BeforePivot, BehindPivot } from './chain.js';
import type { Definition, Phase, Place, Step, StepKind, UserCall } from './definition.js';
import { fingerprintOf, shapeOf } from './fingerprint.js';
import { makeStep } from './make-step.js';
import type { Migration } from './migration.js';
import type { RawOptions } from './make-step.js';

export interface SagaOptions {
  /** Milliseconds from the start. Passed before the pivot, the saga goes back; behind it, the saga is stuck. Default: none. */
  readonly deadlineMs?: number;
}

/** The one class behind both ends of the typed chain. Immutable: every method gives a new one. */
class Chain implements Definition {
  readonly steps: ReadonlyMap<string, Step>;
  readonly shape: readonly string[];
  readonly fingerprint: string;

  constructor(
    readonly name: string,
    readonly version: number,
    readonly deadlineMs: number | undefined,
    readonly places: readonly Place[],
    readonly migrations: readonly Migration[] = [],
  ) {
    this.steps = new Map(places.flatMap((place) => place.steps.map((step) => [step.name, step])));
    this.shape = shapeOf(places);
    this.fingerprint = fingerprintOf(name, version, this.shape);
  }

  step = (name: string, options: RawOptions) => this.add('call', { [name]: options });
  parallel = (members: Record<string, RawOptions>) => this.add('call', members);
  wait = (name: string, options: RawOptions = {}) => this.add('wait', { [name]: options });
  child = (name: string, options: RawOptions) => this.add('child', { [name]: options });
  command = (name: string, options: RawOptions) => this.add('command', { [name]: options });
  pivot = (name: string, options: RawOptions) => this.add('call', { [name]: options }, 'pivot');

  sleep = (name: string, milliseconds: number | UserCall) =>
    this.add('sleep', { [name]: { input: typeof milliseconds === 'number' ? () => milliseconds : milliseconds } });

  /** Also answers `await`: an object with a `then` is taken for a promise, so it resolves to the plain definition. */
  then = (name: string | ((definition: Definition) => void), options: RawOptions) => {
    if (typeof name !== 'function') return this.add('call', { [name]: options });
    const { version, deadlineMs, places, steps, shape, fingerprint, migrations } = this;
    return name({ name: this.name, version, deadlineMs, places, steps, shape, fingerprint, migrations });
  };

  migrate = (from: Definition, translate: Migration['translate']) => {
    if (from.name !== this.name || from.fingerprint === this.fingerprint) throw new TypeError(`Saga "${this.name}": only another shape of the same name can be migrated`);
    return new Chain(this.name, this.version, this.deadlineMs, this.places, [...this.migrations, { from, translate }]);
  };

  private add(kind: StepKind, members: Record<string, RawOptions>, phase: Phase = this.phase()): Chain {
    const entries = Object.entries(members);
    if (entries.length === 0) throw new TypeError(`Saga "${this.name}": a parallel group needs at least one member`);
    const hasDeadline = this.deadlineMs !== undefined;
    const steps = entries.map(([name, options]) => {
      if (this.steps.has(name)) throw new TypeError(`Saga "${this.name}" has two steps named "${name}"`);
      return makeStep(name, kind, phase, hasDeadline, options);
    });
    return new Chain(this.name, this.version, this.deadlineMs, [...this.places, { phase, steps }], this.migrations);
  }

  private phase(): Phase {
    return this.places.some((place) => place.phase === 'pivot') ? 'after' : 'before';
  }
}

/**
 * Begins the definition of a saga: a typed chain of steps, each with its action and its compensation.
 * Raise `version` when you add, remove, rename or reorder steps; bodies, attempts and pauses may change freely.
 * @example
 * const publish = saga<{ offerId: string }>('publish-product', 1)
 *   .step('draft', { run: ({ input, key }) => createDraft(input.offerId, key), undo: ({ key }) => dropDraft(key) })
 *   .wait('moderated', { timeoutMs: 86_400_000 })
 *   .pivot('upload', { run: ({ results, key }) => upload(results.draft.id, key) })
 *   .then('notify', { run: ({ input }) => notify(input.offerId) });
 */
export function saga<Input>(name: string, version = 1, options: SagaOptions = {}): BeforePivot<Input, unknown> {
  if (!/^[\w.-]{1,100}$/.test(name)) {
    throw new TypeError(`A saga's name has 1 to 100 letters, digits, "_", "-" or ".": ${JSON.stringify(name)}`);
  }
  if (!Number.isInteger(version) || version < 1) throw new TypeError(`Saga "${name}": version is a whole number from 1`);
  return new Chain(name, version, options.deadlineMs, []) as unknown as BeforePivot<Input, unknown> & BehindPivot<Input, unknown>;
}

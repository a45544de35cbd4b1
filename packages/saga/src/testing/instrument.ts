import type { RunContext } from '../define/context.js';
import type { Definition, Place, Step, UserCall } from '../define/definition.js';
import type { Direction } from '../engine/entry.js';

/** One call of a step's function, in the order in which they were made. */
export interface TestCall {
  readonly step: string;
  readonly direction: Direction;
  readonly attempt: number;
  /** The idempotency key that it was given. */
  readonly key: string;
  readonly outcome: 'ok' | 'failed' | 'crashed';
}

export interface Faults {
  /** The error that a call shall throw instead of being made; undefined: make it. */
  next(step: string, direction: Direction): unknown;
}

/** One worker in memory: once it is dead, nothing that it began comes to an end. */
export interface Life {
  dead: boolean;
}

const forever = new Promise<never>(() => {});

/** The same definition, whose calls are noted, can be made to fail, and stop when their worker dies. */
export function instrument(definition: Definition, life: Life, faults: Faults, note: (call: TestCall) => void): Definition {
  const wrap = (step: Step, direction: Direction, call: UserCall | undefined): UserCall | undefined =>
    call &&
    (async (context: RunContext<unknown, unknown>) => {
      if (life.dead) return forever;
      const made = { step: step.name, direction, attempt: context.attempt, key: context.key };
      try {
        const fault = faults.next(step.name, direction);
        if (fault !== undefined) throw fault;
        const result = await call(context as never);
        note({ ...made, outcome: life.dead ? 'crashed' : 'ok' });
        return life.dead ? forever : result;
      } catch (error) {
        note({ ...made, outcome: 'failed' });
        throw error;
      }
    });
  const places = definition.places.map((place): Place => ({
    ...place,
    steps: place.steps.map((step) => ({
      ...step,
      run: wrap(step, 'run', step.run),
      undo: wrap(step, 'undo', step.undo),
      child: step.child && instrument(step.child, life, faults, note),
    })),
  }));
  const steps = new Map(places.flatMap((place) => place.steps.map((step) => [step.name, step])));
  const { name, version, deadlineMs, shape, fingerprint } = definition;
  return { name, version, deadlineMs, shape, fingerprint, places, steps };
}

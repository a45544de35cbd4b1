import { OccwoError } from '@occwo/core';
import type { SagaRow } from '../store/store.js';

/** The saga belongs to another worker now, or its lease is over: this one must not write. Never leaves the runner. */
export class Fenced extends Error {}

/** A replica has taken over that missed the last commits: what is under way was begun by a journal that is no more. Never leaves the runner. */
export class Rewound extends Error {}

/** HTTP 409: the key is taken by another input, or a similar saga was found. `found` is that saga. */
export class SagaConflictError extends OccwoError {
  override readonly name = 'SagaConflictError';
  readonly status = 409;

  constructor(
    readonly found: Pick<SagaRow, 'id' | 'name' | 'key' | 'status'>,
    because: 'other' | 'similar',
  ) {
    super(
      because === 'other'
        ? `Saga ${found.name}/${found.key} was started with another input`
        : `Saga ${found.name}/${found.key} is similar and was started shortly before`,
      {
        code: because === 'other' ? 'key-conflict' : 'similar-saga',
        hint: because === 'other' ? 'use a new key for a new input' : 'look at the saga that was found; it may be the one you want',
      },
    );
  }

  protected override details(): Record<string, unknown> {
    return { found: this.found };
  }
}

/** What a saga's state forbids, for programs. */
export type StateFault =
  | 'ended' | 'past-pivot' | 'stuck' | 'not-stuck' | 'moving' | 'no-definition' | 'other-step' | 'not-skippable' | 'stuck-at-undo' | 'behind-pivot';

/** HTTP 409: the saga's state does not allow this any more: cancel behind the pivot, retry of what is not stuck. */
export class SagaStateError extends OccwoError {
  override readonly name = 'SagaStateError';
  readonly status = 409;

  constructor(
    message: string,
    hint: string,
    /** Absent where the answer of another engine does not tell it. */
    readonly why?: StateFault,
    /** The step that it is about. */
    readonly step?: string,
  ) {
    super(message, { code: 'saga-state', hint });
  }

  protected override details(): Record<string, unknown> {
    return { ...(this.why && { why: this.why }), ...(this.step !== undefined && { step: this.step }) };
  }
}

/** HTTP 404. */
export class SagaNotFoundError extends OccwoError {
  override readonly name = 'SagaNotFoundError';
  readonly status = 404;

  constructor(name: string, key: string) {
    super(`There is no saga ${name}/${key}`, { code: 'saga-not-found', hint: 'check name and key; ended sagas are deleted after their retention' });
  }
}

/** A definition changed in a way that running sagas cannot follow. */
export class SagaShapeError extends OccwoError {
  override readonly name = 'SagaShapeError';

  constructor(name: string, version: number, difference: string) {
    super(`Saga "${name}" version ${version} has changed while sagas of it run: ${difference}`, {
      code: 'saga-shape',
      hint: `give the new chain version ${version + 1} and keep the old one in \`definitions\` until its sagas have ended`,
    });
  }
}

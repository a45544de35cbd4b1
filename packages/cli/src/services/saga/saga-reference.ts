import { OccwoError } from '@occwo/core';
import type { SagaState, Sagas } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';
import type { MessageKey } from '../../messages/translate.js';

/** Name and key of one saga. */
export interface SagaReference {
  readonly name: string;
  readonly key: string;
}

export const labelOf = ({ name, key }: SagaReference): string => `${name}/${key}`;

/** `NAME KEY`, or in one word `NAME/KEY`, as messages and logs write it. Names have no slash, keys may. */
export function sagaReference(saga: string, key: string | undefined): SagaReference {
  const slash = saga.indexOf('/');
  const [name, found] = key !== undefined ? [saga, key] : [saga.slice(0, Math.max(slash, 0)), saga.slice(slash + 1)];
  if (!/^[\w.-]{1,100}$/.test(name) || found === '' || found.length > 500) {
    throw new CliError('usage', 'saga.key-wrong', { found: key === undefined ? saga : `${saga} ${key}` });
  }
  return { name, key: found };
}

/** The saga as it stands. Throws `saga-not-found`. */
export async function loadSaga(sagas: Sagas, { name, key }: SagaReference): Promise<SagaState> {
  const state = await sagas.get(name, key);
  if (!state) throw new CliError('saga-not-found', 'saga.not-found', { saga: `${name}/${key}` });
  return state;
}

/** Does something to a saga; what its state forbids is told in the person's language. */
export async function actOn(reference: SagaReference, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw translated(error, labelOf(reference));
  }
}

function translated(error: unknown, saga: string): unknown {
  // Values that no journal can keep: too long, or with characters that PostgreSQL refuses.
  if (error instanceof TypeError || error instanceof RangeError) return new CliError('usage', () => error.message, { saga }, error);
  if (!OccwoError.is(error)) return error;
  if (error.code === 'saga-not-found') return new CliError('saga-not-found', 'saga.not-found', { saga }, error);
  const { why, step } = error as OccwoError & { readonly why?: string; readonly step?: string };
  if (error.code !== 'saga-state' || why === undefined) return error;
  return new CliError('saga-state', `saga.state-${why}` as MessageKey, { saga, why, ...(step !== undefined && { step }) }, error);
}

import type { Act, Sagas } from '@occwo/saga';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { actorOf } from './actor.js';
import { jsonValue } from './json-value.js';
import { actOn, labelOf, loadSaga, sagaReference } from './saga-reference.js';
import type { SagaReference } from './saga-reference.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withSagas } from './with-sagas.js';

export interface SagaActInput extends SagaWorld {
  readonly act: 'retry' | 'skip' | 'resolve' | 'cancel';
  readonly saga: string;
  readonly key?: string | undefined;
  readonly reason: string;
  readonly actor?: string | undefined;
  /** retry, skip, resolve: only if it is stuck at this step. */
  readonly step?: string | undefined;
  /** resolve. */
  readonly outcome?: 'ok' | 'refused' | undefined;
  /** resolve with `ok`: JSON, `@file` or `-`. */
  readonly result?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** An operator's act on one saga: written into its journal with who and why. */
export async function runSagaAct(input: SagaActInput): Promise<number> {
  const { act, json, language, streams } = input;
  const reference = sagaReference(input.saga, input.key);
  if (input.result !== undefined && input.outcome !== 'ok') throw new CliError('usage', 'saga.result-without-ok');
  if (!input.reason.trim()) throw new CliError('usage', 'saga.reason-empty');
  const result = await jsonValue('--result', input.result, input);
  const audit = { actor: actorOf(input.actor, input.environment), reason: input.reason };
  return withSagas(input, async (sagas) => {
    await actOn(reference, () => perform(sagas, reference, input, audit, result));
    const { id, status } = await loadSaga(sagas, reference);
    if (json) printDocument(input, { id, ...reference, status, act, ...audit });
    else streams.stdout.write(`${translate(language, 'saga.act-done', { saga: labelOf(reference), act, actor: audit.actor, status })}\n`);
    return exitCodes.done;
  });
}

function perform(sagas: Sagas, { name, key }: SagaReference, { act, step, outcome }: SagaActInput, audit: Act, result: unknown): Promise<void> {
  const at = { ...audit, ...(step !== undefined && { step }) };
  switch (act) {
    case 'cancel':
      return sagas.cancel(name, key, audit);
    case 'retry':
      return sagas.retry(name, key, at);
    case 'skip':
      return sagas.skip(name, key, at);
    case 'resolve':
      return sagas.resolve(name, key, outcome === 'ok' ? { ...at, outcome, result } : { ...at, outcome: 'refused' });
  }
}

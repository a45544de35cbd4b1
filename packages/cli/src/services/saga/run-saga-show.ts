import { exitCodes } from '../../errors/exit-code.js';
import { sagaText } from '../../ui/saga-text.js';
import { sagaDocument } from './saga-document.js';
import { loadSaga, sagaReference } from './saga-reference.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withSagas } from './with-sagas.js';

export interface SagaShowInput extends SagaWorld {
  readonly saga: string;
  readonly key?: string | undefined;
}

/** Shows one saga with its timeline. */
export async function runSagaShow(input: SagaShowInput): Promise<number> {
  const reference = sagaReference(input.saga, input.key);
  return withSagas(input, async (sagas) => {
    const state = await loadSaga(sagas, reference);
    const document = sagaDocument(state, await sagas.places(reference.name, reference.key));
    if (input.json) printDocument(input, document);
    else input.streams.stdout.write(sagaText(document, input.language));
    return exitCodes.done;
  });
}

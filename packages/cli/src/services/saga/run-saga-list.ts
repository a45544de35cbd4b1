import type { SagaStatus } from '@occwo/saga';
import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { sagaRows } from '../../ui/saga-tables.js';
import { rowDocument } from './saga-document.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withSagas } from './with-sagas.js';

export interface SagaListInput extends SagaWorld {
  readonly name?: string | undefined;
  readonly status?: SagaStatus | undefined;
  readonly key?: string | undefined;
  /** Only ids below this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Lists sagas, newest first; `next` is what the next page asks for. */
export function runSagaList(input: SagaListInput): Promise<number> {
  const { name, status, key, before, limit, json, language, streams } = input;
  return withSagas(input, async (sagas) => {
    const found = await sagas.list({ name, status, key, before, limit: limit + 1 });
    const rows = found.slice(0, limit).map(rowDocument);
    const next = found.length > limit ? (rows.at(-1)?.id ?? null) : null;
    if (json) printDocument(input, { sagas: rows, next });
    else if (rows.length === 0) streams.stderr.write(`${translate(language, 'saga.list-none')}\n`);
    else {
      streams.stdout.write(sagaRows(rows, language));
      if (next !== null) streams.stderr.write(`${translate(language, 'saga.list-more', { id: next })}\n`);
    }
    return exitCodes.done;
  });
}

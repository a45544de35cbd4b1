import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { jsonValue } from './json-value.js';
import { actOn, labelOf, loadSaga, sagaReference } from './saga-reference.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withSagas } from './with-sagas.js';

export interface SagaSignalInput extends SagaWorld {
  /** `NAME KEY SIGNAL`, or `NAME/KEY SIGNAL`. */
  readonly words: readonly string[];
  /** JSON, `@file` or `-`. */
  readonly payload?: string | undefined;
  /** Makes a repetition count once. */
  readonly id?: string | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/** Hands a saga a signal. A name that none of its steps waits for is refused: it would lie in the journal for good. */
export async function runSagaSignal(input: SagaSignalInput): Promise<number> {
  const { words, id, json, language, streams } = input;
  const [saga = '', key] = words.slice(0, -1);
  const signal = words.at(-1) ?? '';
  if (words.length < 2 || words.length > 3) throw new CliError('usage', 'saga.key-wrong', { found: words.join(' ') });
  const reference = sagaReference(saga, key);
  const payload = await jsonValue('--payload', input.payload, input);
  return withSagas(input, async (sagas) => {
    await loadSaga(sagas, reference);
    const waits = (await sagas.places(reference.name, reference.key))?.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'wait').map(({ name }) => name));
    if (waits && !waits.includes(signal)) throw new CliError('usage', 'saga.signal-unknown', { saga: labelOf(reference), found: signal, known: waits.join(', ') || '—' });
    await actOn(reference, () => sagas.signal(reference.name, reference.key, signal, payload, id === undefined ? {} : { id }));
    const state = await loadSaga(sagas, reference);
    if (json) printDocument(input, { id: state.id, ...reference, status: state.status, signal });
    else streams.stdout.write(`${translate(language, 'saga.signal-done', { saga: labelOf(reference), name: signal, status: state.status })}\n`);
    return exitCodes.done;
  });
}

import { exitCodes } from '../../errors/exit-code.js';
import { translate } from '../../messages/translate.js';
import { statsRows } from '../../ui/saga-tables.js';
import { printDocument } from './saga-world.js';
import type { SagaWorld } from './saga-world.js';
import { withSagas } from './with-sagas.js';

/** Counts sagas by name, version and status. */
export function runSagaStats(input: SagaWorld): Promise<number> {
  const { json, language, streams } = input;
  return withSagas(input, async (sagas) => {
    const lines = (await sagas.stats()).map(({ name, version, status, count, waiting, oldestMs }) => ({ name, version, status, count, waiting, oldestSeconds: Math.round(oldestMs / 1_000) }));
    if (json) printDocument(input, { stats: lines });
    else if (lines.length === 0) streams.stderr.write(`${translate(language, 'saga.list-none')}\n`);
    else streams.stdout.write(statsRows(lines, language));
    return exitCodes.done;
  });
}

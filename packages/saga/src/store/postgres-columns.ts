import { booleansLiteral, numbersLiteral, textsLiteral } from './array-literal.js';
import { resultText } from './rows.js';
import type { Append, NewSaga, Release } from './store.js';

/** The nine columns of starts, as the batch statements take them. */
export const startColumns = (sagas: readonly NewSaga[]): string[] => [
  textsLiteral(sagas.map(({ name }) => name)),
  numbersLiteral(sagas.map(({ version }) => version)),
  textsLiteral(sagas.map(({ fingerprint }) => fingerprint)),
  textsLiteral(sagas.map(({ key }) => key)),
  textsLiteral(sagas.map(({ input }) => JSON.stringify(input))),
  textsLiteral(sagas.map(({ inputHash }) => inputHash)),
  numbersLiteral(sagas.map(({ parent }) => parent ?? null)),
  numbersLiteral(sagas.map(({ deadlineMs }) => deadlineMs ?? null)),
  booleansLiteral(sagas.map(({ owner }) => owner !== undefined)),
];

/** Eight columns of journal entries. */
export const appendColumns = (writes: readonly Append[]): string[] => [
  numbersLiteral(writes.map(({ saga }) => saga)),
  numbersLiteral(writes.map(({ seq }) => seq)),
  numbersLiteral(writes.map(({ epoch }) => epoch)),
  textsLiteral(writes.map(({ entry }) => entry.step)),
  textsLiteral(writes.map(({ entry }) => entry.kind)),
  textsLiteral(writes.map(({ entry }) => entry.outcome ?? null)),
  textsLiteral(writes.map(({ entry }) => resultText(entry))),
  textsLiteral(writes.map(rareColumns)),
];

/** Five columns of releases. */
export const releaseColumns = (writes: readonly Release[]): string[] => [
  numbersLiteral(writes.map(({ saga }) => saga)),
  numbersLiteral(writes.map(({ epoch }) => epoch)),
  textsLiteral(writes.map(({ status }) => status)),
  numbersLiteral(writes.map(({ delayMs }) => delayMs ?? null)),
  numbersLiteral(writes.map(({ pokes }) => pokes)),
];

function rareColumns({ entry }: Append): string | null {
  const { error, attempt, delayMs, token, actor, reason } = entry;
  const isCommon = (error ?? attempt ?? delayMs ?? token ?? actor ?? reason) === undefined;
  return isCommon ? null : JSON.stringify({ error, attempt, delayMs, token, actor, reason });
}

import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { MessageKey } from '../messages/translate.js';
import type { EntryDocument, SagaDocument } from '../services/saga/saga-document.js';
import { columns } from './columns.js';

/** Of a long value the beginning: `--json` has all of it. */
const mostCharacters = 400;

/** One saga for a person: how it stands, then a line an entry of its journal. */
export function sagaText(saga: SagaDocument, language: Language): string {
  const say = (key: MessageKey) => translate(language, key);
  const { at } = saga;
  const rows: [MessageKey, string | undefined][] = [
    ['saga.status', saga.status],
    ['saga.at', at && `${at.direction} ${at.step}${at.why ? `: ${at.why}` : ''}`],
    ['saga.error', saga.error],
    ['saga.created', saga.created],
    ['saga.ended', saga.ended ?? undefined],
    ['saga.input', short(saga.input)],
    ['saga.results', short(saga.results)],
  ];
  const head = columns(rows.flatMap(([key, value]) => (value === undefined ? [] : [[`  ${say(key)}`, value]])));
  const lines = columns(saga.timeline.map((entry) => [`  ${entry.at}`, ...cellsOf(entry, language)]));
  return `${saga.name}/${saga.key}  v${saga.version}  #${saga.id}\n${head}\n${say('saga.timeline')}\n${lines}`;
}

/** What happened, how it went, how long it took, and what is to be said of it. */
function cellsOf({ kind, step, outcome, attempt, durationMs, delayMs, error, result, actor, reason }: EntryDocument, language: Language): string[] {
  const remarks = [
    error,
    result === undefined ? undefined : short(result),
    outcome === 'retry' && delayMs !== undefined ? translate(language, 'saga.next-attempt', { milliseconds: delayMs }) : undefined,
    actor === undefined ? undefined : `${actor}: ${reason ?? ''}`,
  ];
  const count = attempt === undefined || attempt === 1 ? '' : ` (${attempt})`;
  return [`${kind} ${step ?? ''}`.trimEnd() + count, outcome ?? '', durationMs === undefined ? '' : `${durationMs} ms`, remarks.filter(Boolean).join('; ')];
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

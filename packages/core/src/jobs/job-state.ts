import type { JobEnd, JobFlow } from './job-flow.js';
import { firstText, readAll } from './places.js';

/** How one task stands, read out of an answer. */
export interface TaskState {
  /** Undefined while it runs. */
  readonly end: JobEnd | undefined;
  readonly word: string;
  readonly note: string | undefined;
  readonly reasons: readonly string[];
  readonly link: string | undefined;
  readonly leftOut: readonly string[];
  readonly done: number;
  readonly total: number;
  /** The answer lists no such job. */
  readonly isMissing: boolean;
  readonly reply: unknown;
}

/** Reads the state of the task of this number. */
export function readState(flow: JobFlow, number: string, answer: unknown): TaskState {
  const rows = flow.row ? readAll(answer, `${flow.row.list}[]`) : [answer];
  const { key } = flow.row ?? {};
  const reply = key === undefined ? answer : rows.find((row) => firstText(row, [key]) === number);
  const words = readAll(reply, flow.state).map(String);
  const ends = words.map((word) => flow.ends[plainWord(word)]);
  const ofItems = flow.state.includes('[]');
  const note = flow.note && firstText(reply, [flow.note]);
  const over = ends.length > 0 && ends.every((end) => end !== undefined);
  // How each item of many ended stands in the answer, and is no failure of the job.
  const end = !over ? undefined : ofItems ? 'done' : ends[0] === 'done' ? (flow.noteEnds?.[note ?? ''] ?? 'done') : ends[0];
  return {
    end, note, reply,
    word: ofItems && over ? 'done' : (words.find((_, index) => ends[index] === undefined) ?? words[0] ?? ''),
    reasons: reasonsIn(flow, reply),
    link: firstText(reply, flow.link ?? []),
    leftOut: leftOutIn(flow, reply),
    done: ends.filter((one) => one !== undefined).length,
    total: ends.length,
    isMissing: reply === undefined || reply === null,
  };
}

/** What an answer, of the question or already of the start, says was left out. */
export function leftOutIn({ leftOut }: JobFlow, reply: unknown): readonly string[] {
  return leftOut === undefined ? [] : readAll(reply, leftOut).map(oneLine);
}

/** An entry of a list, its texts and numbers in their order. */
function oneLine(entry: unknown): string {
  const texts = typeof entry === 'object' ? Object.values(entry ?? {}) : [entry];
  return texts.filter((one) => (typeof one === 'string' && one !== '') || typeof one === 'number').join(': ');
}

/** Texts that say why; the marketplaces' words for "nothing to say" are none. */
export function reasonsIn({ reasons = [] }: JobFlow, reply: unknown): string[] {
  const found = reasons.flatMap((path) => readAll(reply, path)).filter((one): one is string => typeof one === 'string' && !/(UNSPECIFIED|UNDEFINED)$/.test(one));
  return [...new Set(found)];
}

/** A word as the tables have it: `STATUS_SUCCESS` and `Success` are one. */
export function plainWord(word: string): string {
  return word.toLowerCase().replace(/^(status|state_type|state)_/, '');
}

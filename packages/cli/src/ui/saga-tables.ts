import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { MessageKey } from '../messages/translate.js';
import { columns } from './columns.js';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly key: string;
  readonly status: string;
  readonly created: string;
  readonly ended: string | null;
}

interface StatsRow {
  readonly name: string;
  readonly version: number;
  readonly status: string;
  readonly count: number;
  readonly waiting: number;
  readonly oldestSeconds: number;
}

const heads = (language: Language, ...names: readonly string[]) => names.map((name) => translate(language, `saga.column-${name}` as MessageKey));

/** A line a saga. */
export function sagaRows(rows: readonly Row[], language: Language): string {
  const head = heads(language, 'id', 'saga', 'version', 'key', 'status', 'created', 'ended');
  return columns([head, ...rows.map(({ id, name, version, key, status, created, ended }) => [String(id), name, String(version), key, status, created, ended ?? ''])]);
}

/** A line a name, version and status. */
export function statsRows(rows: readonly StatsRow[], language: Language): string {
  const head = heads(language, 'saga', 'version', 'status', 'count', 'waiting', 'oldest');
  return columns([head, ...rows.map(({ name, version, status, count, waiting, oldestSeconds }) => [name, String(version), status, String(count), String(waiting), ageText(oldestSeconds)])]);
}

/** The two greatest units: `3d 4h`, `12m 5s`. */
export function ageText(seconds: number): string {
  const units = [['d', 86_400], ['h', 3_600], ['m', 60], ['s', 1]] as const;
  const first = units.findIndex(([, length]) => seconds >= length);
  if (first < 0) return '0s';
  let rest = seconds;
  const parts = units.slice(first, first + 2).map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? `${count}${unit}` : '';
  });
  return parts.filter(Boolean).join(' ');
}

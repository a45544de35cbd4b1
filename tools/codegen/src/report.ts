import { gzipSync } from 'node:zlib';
import type { Api } from './apis.js';
import type { Generated } from './generate.js';

/** What a run of the generator did, for people and as data. */
export interface Report {
  readonly api: string;
  readonly operations: number;
  readonly effects: Readonly<Record<string, number>>;
  readonly paging: Readonly<Record<string, number>>;
  readonly limits: Readonly<Record<string, number>>;
  readonly repairs: Readonly<Record<string, number>>;
  readonly tableGzipBytes: number;
  readonly text: string;
}

export function reportOf(api: Api, { model, repairs, files }: Generated): Report {
  const counts = {
    effects: count(model.operations.map(({ kind }) => (kind.startsWith('read') ? 'read' : 'write'))),
    paging: count(model.operations.map(({ paging }) => paging?.style ?? 'none')),
    // An operation counts by the surest of the limits it pays.
    limits: count(model.operations.map(({ limits }) => (['documented', 'default', 'undocumented'] as const).find((source) => limits.some((key) => model.limits[key]?.source === source)) ?? 'undecided')),
    repairs: repairs.counts(),
  };
  const tableGzipBytes = gzipSync(files.get('operations.ts') ?? '', { level: 9 }).byteLength;
  const line = (name: string, values: Readonly<Record<string, number>>) => `  ${name}: ${Object.entries(values).map(([key, value]) => `${key} ${value}`).join(', ')}`;
  const text = [
    `${api.id}: ${model.operations.length} operations, ${Object.keys(model.definitions).length} definitions, table ${(tableGzipBytes / 1024).toFixed(1)} kB gzip`,
    line('effects', counts.effects), line('paging', counts.paging), line('limits', counts.limits), line('repairs', counts.repairs),
  ].join('\n');
  return { api: api.id, operations: model.operations.length, ...counts, tableGzipBytes, text };
}

function count(values: readonly string[]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const value of [...values].sort()) result[value] = (result[value] ?? 0) + 1;
  return result;
}

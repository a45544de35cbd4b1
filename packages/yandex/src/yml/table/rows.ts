import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import iconv from 'iconv-lite';
import { YmlError } from '../errors.js';
import { counted } from '../read/pieces.js';
import type { ReadProgress } from '../read/read-yml.js';
import { openSource } from '../read/source.js';
import type { FetchFeed, YmlSource } from '../read/source.js';
import { unpack } from '../read/unpack.js';
import { longestRow, readCsv } from './csv.js';
import type { TableRow } from './csv.js';
import { RowError, tellRow } from './row-problem.js';
import type { RowProblem } from './row-problem.js';

export type TableFormat = 'csv' | 'jsonl';

export interface ReadRowsOptions {
  /** Default: told by the file's name (`.csv`, `.tsv`, `.jsonl`, `.ndjson`, also with `.gz`). */
  readonly format?: TableFormat;
  readonly fetch?: FetchFeed;
  /** Hears how many stored bytes of the table were read. */
  readonly onRead?: (progress: ReadProgress) => void;
  /** Hears of rows that cannot be read: they are left out, and the others are read. Default: the first of them ends the reading. */
  readonly onRowProblem?: (problem: RowProblem) => void;
}

/** Opens a table of offers, plain or gzip; UTF-8, or windows-1251 as Russian spreadsheets save it. */
export async function* readRows(source: YmlSource, options: ReadRowsOptions = {}): AsyncGenerator<TableRow> {
  const opened = await openSource(source, options.fetch);
  const text = toText(unpack(counted(opened, options.onRead), opened.name));
  yield* (options.format ?? formatOf(opened.name)) === 'csv' ? readCsv(text, options.onRowProblem) : readJsonl(text, options.onRowProblem);
}

function formatOf(name: string): TableFormat {
  const extension = extname(name.replace(/\.(gz|zip)$/, '')).toLowerCase();
  if (extension === '.csv' || extension === '.tsv') return 'csv';
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl';
  throw new YmlError('bad-input', { field: 'format', reason: `"${name}" does not tell whether it is csv or jsonl` });
}

async function* toText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: iconv.DecoderStream | undefined;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    decoder ??= iconv.getDecoder(isUtf8Start(buffer) ? 'utf-8' : 'windows-1251');
    yield decoder.write(buffer);
  }
  const rest = decoder?.end();
  if (rest) yield rest;
}

/** The first bytes are UTF-8, but for a character cut at their end. */
function isUtf8Start(bytes: Buffer): boolean {
  return [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)));
}

async function* readJsonl(text: AsyncIterable<string>, onRowProblem: ((problem: RowProblem) => void) | undefined): AsyncGenerator<TableRow> {
  let rest = '';
  let row = 0;
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw new RowError(row + 1, 'too-long');
    for (const line of lines) {
      row += 1;
      yield* rowOfLine(line, row, onRowProblem);
    }
  }
  yield* rowOfLine(rest, row + 1, onRowProblem);
}

function* rowOfLine(line: string, row: number, onRowProblem: ((problem: RowProblem) => void) | undefined): Generator<TableRow> {
  if (line.trim() === '') return;
  let values: TableRow['values'];
  try {
    values = parseLine(line, row);
  } catch (error) {
    return tellRow(error as RowError, onRowProblem);
  }
  yield { row, values };
}

/** Throws {@link RowError}, nothing else. */
function parseLine(line: string, row: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new RowError(row, 'json', { detail: cause instanceof Error ? cause.message : '' }, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RowError(row, 'object');
  return value as Readonly<Record<string, unknown>>;
}

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

export type TableFormat = 'csv' | 'jsonl';

export interface ReadRowsOptions {
  /** Default: told by the file's name (`.csv`, `.tsv`, `.jsonl`, `.ndjson`, also with `.gz`). */
  readonly format?: TableFormat;
  readonly fetch?: FetchFeed;
  /** Hears how many stored bytes of the table were read. */
  readonly onRead?: (progress: ReadProgress) => void;
}

/** Opens a table of offers, plain or gzip; UTF-8, or windows-1251 as Russian spreadsheets save it. */
export async function* readRows(source: YmlSource, options: ReadRowsOptions = {}): AsyncGenerator<TableRow> {
  const opened = await openSource(source, options.fetch);
  const text = toText(unpack(counted(opened, options.onRead), opened.name));
  yield* (options.format ?? formatOf(opened.name)) === 'csv' ? readCsv(text) : readJsonl(text);
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

async function* readJsonl(text: AsyncIterable<string>): AsyncGenerator<TableRow> {
  let rest = '';
  let row = 0;
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw new YmlError('row-invalid', { row: row + 1, reason: 'it is longer than 4 million characters' });
    for (const line of lines) {
      row += 1;
      if (line.trim() !== '') yield { row, values: parseLine(line, row) };
    }
  }
  if (rest.trim() !== '') yield { row: row + 1, values: parseLine(rest, row + 1) };
}

function parseLine(line: string, row: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new YmlError('row-invalid', { row, reason: `it is no JSON (${cause instanceof Error ? cause.message : ''})` }, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new YmlError('row-invalid', { row, reason: 'it is no JSON object' });
  return value as Readonly<Record<string, unknown>>;
}

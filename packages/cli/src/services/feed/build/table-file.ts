import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { decodeText } from '../../../catalogue/decode-text.js';
import { openCatalogue } from '../../../catalogue/open-catalogue.js';
import { CliError } from '../../../errors/cli-error.js';
import { spool } from '../spool.js';
import type { ReadableFile } from '../spool.js';
import { jsonLines } from './json-lines.js';

export type TableFileFormat = 'csv' | 'jsonl' | 'json';

/** A table that can be read from its beginning more than once. */
export interface TableFile extends ReadableFile {
  readonly format: 'csv' | 'jsonl';
}

const byExtension: Readonly<Record<string, TableFileFormat>> = { '.csv': 'csv', '.tsv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.json': 'json' };

/**
 * Makes a table ready for reading twice, because categories stand before the offers of a feed: stdin is copied to a temporary file,
 * gzip unpacked, a JSON array cut into lines. A plain CSV or JSONL file is read where it lies.
 */
export async function openTable(source: string, given: TableFileFormat | undefined, stdin: AsyncIterable<Uint8Array>): Promise<TableFile> {
  const packed = source.endsWith('.gz');
  const format = given ?? byExtension[path.extname(packed ? source.slice(0, -'.gz'.length) : source).toLowerCase()];
  if (!format) throw new CliError('usage', source === '-' ? 'feed.format-needed' : 'feed.format-unknown', { file: source });
  const plain = await plainFile(source, packed, stdin);
  if (format !== 'json') return { ...plain, format };
  try {
    return { ...(await spool(jsonLines(decodeText(plain.path), source), 'lines.jsonl')), format: 'jsonl' };
  } finally {
    await plain.remove();
  }
}

async function plainFile(source: string, packed: boolean, stdin: AsyncIterable<Uint8Array>): Promise<ReadableFile> {
  if (source === '-') return spool(stdin, 'stdin');
  await openCatalogue(source, 'csv'); // says what is wrong with a file that is missing, a directory or empty
  return packed ? spool(unpacked(source), path.basename(source, '.gz')) : { path: source, remove: async () => {} };
}

async function* unpacked(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new CliError('input', 'file.not-readable', { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, cause);
  }
}

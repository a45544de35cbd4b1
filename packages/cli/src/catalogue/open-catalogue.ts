import { stat } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../errors/cli-error.js';
import type { CatalogueFormat } from './catalogue-item.js';

const byExtension: Readonly<Record<string, CatalogueFormat>> = {
  '.xml': 'yml', '.yml': 'yml', '.gz': 'yml', '.zip': 'yml', '.csv': 'csv', '.tsv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl',
};

/** A file that exists, is no directory and is not empty. */
export interface CatalogueFile {
  readonly path: string;
  readonly format: CatalogueFormat;
  readonly bytes: number;
}

/** Looks at the file before anything starts. Throws a `usage` or `input` error that says what is wrong with it. */
export async function openCatalogue(file: string, format?: CatalogueFormat): Promise<CatalogueFile> {
  const status = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw new CliError('usage', 'file.not-found', { file }, cause);
    throw new CliError('usage', 'file.not-readable', { file, reason: cause.code ?? cause.message }, cause);
  });
  if (status.isDirectory()) throw new CliError('usage', 'file.directory', { file });
  const extension = path.extname(file).toLowerCase();
  const known = format ?? byExtension[extension];
  if (!known) throw new CliError('usage', 'file.extension', { file, extension: extension || '—' });
  if (status.isFile() && status.size === 0) throw new CliError('input', 'file.empty', { file });
  return { path: file, format: known, bytes: status.size };
}

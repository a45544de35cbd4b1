import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { CsvError } from 'csv-parse';
import { CliError } from '../errors/cli-error.js';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { CatalogueItem } from './catalogue-item.js';
import { rowReader } from './csv-columns.js';
import type { RowReader } from './csv-columns.js';
import { decodeText } from './decode-text.js';
import { toProduct } from './to-product.js';

/** A quote that is never closed would swallow the rest of the file; no honest row is this long. */
const longestRowBytes = 1_000_000;

interface ParsedRow {
  readonly record: readonly string[];
  /** `lines`: the line on which the row ends. */
  readonly info: { readonly lines: number };
  readonly raw: string;
}

/** Reads a table with a header row, delimited by `;`, `,` or tab. A row that cannot be read is a problem; memory is one row. */
export async function* readCsv(file: string, language: Language): AsyncGenerator<CatalogueItem> {
  const text = decodeText(file);
  const head = (await text.next()).value ?? '';
  const parser = parse({
    bom: true, delimiter: delimiterOf(head), info: true, raw: true, relax_column_count: true, relax_quotes: true,
    skip_empty_lines: true, max_record_size: longestRowBytes,
  });
  const input = Readable.from(prefixed(head, text));
  input.on('error', (error) => parser.destroy(error));
  let reader: RowReader | undefined;
  let rows = 0;
  try {
    for await (const { record, info, raw } of input.pipe(parser) as AsyncIterable<ParsedRow>) {
      if (reader) {
        rows += 1;
        yield toItem(reader, record, { file, language, line: info.lines - lineBreaks(raw) });
      } else {
        reader = headerReader(file, record);
      }
    }
  } catch (error) {
    throw readable(error, file);
  } finally {
    input.destroy();
  }
  if (rows === 0) throw new CliError('input', 'file.no-items', { file });
}

function toItem(reader: RowReader, cells: readonly string[], place: { file: string; language: Language; line: number }): CatalogueItem {
  const raw = reader.read(cells);
  const surplus = cells.slice(reader.width).some((cell) => cell.trim() !== '');
  if (!surplus) return toProduct(raw, place);
  const message = translate(place.language, 'row.columns', { found: cells.length, expected: reader.width });
  return { type: 'problem', problem: { line: place.line, ...(raw.sku && { sku: raw.sku }), reasons: [{ code: 'occwo.row-columns', message }] } };
}

function headerReader(file: string, headers: readonly string[]): RowReader {
  const reader = rowReader(headers);
  for (const field of ['sku', 'name'] as const) {
    if (!reader.fields.has(field)) throw new CliError('input', 'csv.header', { file, column: field === 'sku' ? 'Артикул / sku' : 'Название / name' });
  }
  return reader;
}

/** The one of `;`, tab and `,` that the header row has most of, quoted text aside. */
function delimiterOf(head: string): string {
  const header = (head.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => header.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Line breaks inside the row itself: the empty lines before it belong to its raw text too. */
const lineBreaks = (raw: string) => raw.trim().split('\n').length - 1;

async function* prefixed(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

function readable(error: unknown, file: string): unknown {
  const { code, lines, message } = error as CsvError & { lines?: number };
  return code?.startsWith('CSV_') ? new CliError('input', 'csv.broken', { file, line: lines ?? 0, reason: message }, error) : error;
}

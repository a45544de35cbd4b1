import { RowError, tellRow } from './row-problem.js';
import type { RowProblem } from './row-problem.js';

/** One row of a table, with its number in the file (the header is row 1). */
export interface TableRow {
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Its names are those of the header: what is wrong with one of them is wrong in all rows. */
  readonly hasHeader?: true;
}

/** Characters; a lost quote must not gather a whole file in memory. */
export const longestRow = 4 * 1024 * 1024;

/** Reads CSV with a header row: `;`, `,` or tab (told from the header), quotes as in RFC 4180, line breaks inside quotes. */
export async function* readCsv(text: AsyncIterable<string>, onRowProblem?: (problem: RowProblem) => void): AsyncGenerator<TableRow> {
  let header: string[] | undefined;
  let number = 0;
  for await (const cells of csvRows(text)) {
    number += 1;
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      continue;
    }
    if (cells.length > header.length) {
      tellRow(new RowError(number, 'columns', { found: cells.length, expected: header.length }), onRowProblem);
      continue;
    }
    yield { row: number, hasHeader: true, values: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])) };
  }
}

async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let separator = '';
  let row = 0;
  for await (const piece of text) {
    rest += piece;
    for (;;) {
      const end = rowEnd(rest);
      if (end < 0) break;
      const line = rest.slice(0, end).replace(/\r$/, '');
      separator ||= separatorOf(line);
      rest = rest.slice(end + 1);
      row += 1;
      yield cellsOf(line, separator);
    }
    if (rest.length > longestRow) throw new RowError(row + 1, 'too-long');
  }
  if (rest.trim() !== '') yield cellsOf(rest.replace(/\r$/, ''), separator || separatorOf(rest));
}

/** The line break that is not inside quotes. */
function rowEnd(text: string): number {
  let at = 0;
  let quoted = false;
  for (;;) {
    const lineBreak = text.indexOf('\n', at);
    if (lineBreak < 0) return -1;
    for (let quote = text.indexOf('"', at); quote >= 0 && quote < lineBreak; quote = text.indexOf('"', quote + 1)) quoted = !quoted;
    if (!quoted) return lineBreak;
    at = lineBreak + 1;
  }
}

function separatorOf(header: string): string {
  const counts = [';', '\t', ','].map((candidate) => ({ candidate, count: header.split(candidate).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).candidate;
}

function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
      const close = end < 0 ? line.length : end;
      cells.push(line.slice(at + 1, close).replaceAll('""', '"'));
      at = line.indexOf(separator, close);
    } else {
      const end = line.indexOf(separator, at);
      cells.push(line.slice(at, end < 0 ? line.length : end));
      at = end;
    }
    if (at < 0) return cells;
    at += separator.length;
  }
  return cells;
}

import { decodeText } from './decode-text.js';
import type { TextEncoding } from './decode-text.js';
import { damagedFile } from './decompress.js';

/** A row by the names of the header; a cell that the row lacks is an empty text. */
export type CsvRow = Readonly<Record<string, string>>;

export interface CsvOptions {
  /** Default: the one of `;`, `,` and tab that the header has most of. */
  readonly delimiter?: string;
  /** Default: found out from the beginning. */
  readonly encoding?: TextEncoding;
  /** Lines above the header: Ozon's advertising statistics begin with a title. Default: 0. */
  readonly skipLines?: number;
}

/** A quote that is never closed would swallow the rest of the file; no honest row is this long. */
const longestRow = 4_000_000;

/** Rows of CSV bytes. Memory is one row. */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, { delimiter, encoding, skipLines = 0 }: CsvOptions = {}): AsyncGenerator<CsvRow> {
  let header: readonly string[] | undefined;
  for await (const cells of cellsOf(linesFrom(decodeText(bytes, encoding), skipLines), delimiter)) {
    if (cells.length === 1 && cells[0] === '') continue;
    if (header) yield Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
    else header = cells.map((name) => name.trim());
  }
}

/** Drops so many lines, and the byte order mark. */
async function* linesFrom(text: AsyncIterable<string>, skip: number): AsyncGenerator<string> {
  let left = skip;
  for await (const part of text) {
    let rest = part;
    for (; left > 0; left -= 1) {
      const end = rest.indexOf('\n');
      if (end < 0) break;
      rest = rest.slice(end + 1);
    }
    if (left === 0 && rest !== '') yield rest;
  }
}

async function* cellsOf(text: AsyncIterable<string>, given: string | undefined): AsyncGenerator<readonly string[]> {
  let delimiter = given;
  let pending = '';
  for await (const part of text) {
    pending += part;
    if (pending.length > longestRow && !pending.includes('\n')) throw damagedFile('a row of the CSV has no end: a quote is never closed');
    if (delimiter === undefined) {
      if (!pending.includes('\n')) continue;
      delimiter = delimiterOf(pending);
    }
    const scanned = scan(pending, delimiter, false);
    yield* scanned.rows;
    pending = scanned.rest;
    if (pending.length > longestRow) throw damagedFile('a row of the CSV has no end: a quote is never closed');
  }
  const { rows, open } = scan(pending, delimiter ?? delimiterOf(pending), true);
  if (open) throw damagedFile('the CSV ends inside a quote: it came incomplete');
  yield* rows;
}

interface Scanned {
  readonly rows: readonly (readonly string[])[];
  readonly rest: string;
  readonly open: boolean;
}

/** All rows that end in the text, and the text of the one that does not. */
function scan(text: string, delimiter: string, last: boolean): Scanned {
  return text.includes('"') ? scanQuoted(text, delimiter, last) : scanPlain(text, delimiter, last);
}

/** Most reports quote nothing: there a row is a line. */
function scanPlain(text: string, delimiter: string, last: boolean): Scanned {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  if (last && rest !== '') lines.push(rest);
  return { rows: lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).split(delimiter)), rest, open: false };
}

function scanQuoted(text: string, delimiter: string, last: boolean): Scanned {
  const rows: string[][] = [];
  let [row, cell, quoted, start, at]: [string[], string, boolean, number, number] = [[], '', false, 0, 0];
  let cellStart = 0;
  const endCell = (end: number) => {
    row.push(cell + text.slice(cellStart, end));
    cell = '';
  };
  for (; at < text.length; at += 1) {
    const mark = text[at];
    if (quoted) {
      if (mark !== '"') continue;
      // The other half of a doubled quote may come with the next piece.
      if (at + 1 === text.length && !last) break;
      cell += text.slice(cellStart, at);
      if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else {
        quoted = false;
      }
      cellStart = at + 1;
    } else if (mark === '"' && at === cellStart && cell === '') {
      quoted = true;
      cellStart = at + 1;
    } else if (mark === delimiter) {
      endCell(at);
      cellStart = at + 1;
    } else if (mark === '\n') {
      endCell(text[at - 1] === '\r' && at > cellStart ? at - 1 : at);
      rows.push(row);
      row = [];
      start = cellStart = at + 1;
    }
  }
  if (last && start < text.length) {
    endCell(text.endsWith('\r') ? text.length - 1 : text.length);
    rows.push(row);
  }
  return { rows, rest: text.slice(start), open: quoted };
}

function delimiterOf(text: string): string {
  const header = (text.split('\n', 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => header.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ';');
}

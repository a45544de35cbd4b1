import type { Readable } from 'node:stream';
import type { CsvOptions, CsvRow } from './csv-rows.js';
import type { ZipEntry } from './zip-entries.js';

/** A file that a marketplace answers, or that a link in an answer leads to. Its bytes come when they are asked for, once. */
export interface FileReply extends AsyncIterable<Uint8Array> {
  /** The name that the answer gives it, without any folder; else the last part of its address. */
  readonly name: string | undefined;
  /** `application/pdf`, `text/csv; charset=utf-8` …; empty where the answer says nothing. */
  readonly contentType: string;
  /** Bytes on the wire as announced, for a progress bar; undefined where the answer does not say. */
  readonly length: number | undefined;
  /** All of it in memory. */
  bytes(): Promise<Uint8Array>;
  /** All of it as text: UTF-8, or windows-1251 where it is no UTF-8. */
  text(): Promise<string>;
  /** A stream of Node's, for `pipeline()`; `Readable.toWeb` makes a web stream of it. */
  stream(): Readable;
  /**
   * Writes it to a path, and nothing there until it is whole: a broken download leaves no file. A path that is a folder takes the
   * file's own name. Tells where it is and how many bytes it has.
   */
  saveTo(path: string): Promise<{ readonly path: string; readonly length: number }>;
  /**
   * Rows of a CSV, as objects by the names of its header; of all CSV files in it where it is a ZIP. Memory is one row.
   *
   * @example
   * const file = await yandex.download('https://files.example/report.zip');
   * for await (const row of file.rows()) console.log(row.offerId);
   */
  rows(options?: CsvOptions): AsyncGenerator<CsvRow>;
  /** Files of a ZIP, one after another: read one before you take the next. Something that is no ZIP is one file. */
  entries(): AsyncGenerator<ZipEntry>;
  /** Lets go of it unread, and of its connection. */
  cancel(): void;
}

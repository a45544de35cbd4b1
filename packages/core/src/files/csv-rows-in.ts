import type { CsvOptions, CsvRow } from './csv-rows.js';
import { zipEntries } from './zip-entries.js';

/** Rows of a CSV, or of all the CSV files of a ZIP, one after another. */
export async function* csvRowsIn(bytes: AsyncIterable<Uint8Array>, options?: CsvOptions): AsyncGenerator<CsvRow> {
  for await (const entry of zipEntries(bytes)) {
    if (!entry.isArchived || /\.(csv|tsv|txt)$/i.test(entry.name)) yield* entry.rows(options);
  }
}

import { decodeText } from '../../../catalogue/decode-text.js';
import type { TableFile } from './table-file.js';

/** `offers`: fields are those of YML (`id`, `price`, `sales_notes`). `products`: a catalogue as `occwo publish` takes it. */
export type RowsKind = 'offers' | 'products';

/** Tells by the first row: a table of offers has a column (or key) `id` in just these letters, a catalogue never needs one. */
export async function rowsKind({ path, format }: TableFile): Promise<RowsKind> {
  for await (const piece of decodeText(path)) {
    const line = piece.replace(/^\uFEFF/, '').split('\n').find((text) => text.trim() !== '') ?? '';
    return format === 'csv' ? kindOfHeader(line) : kindOfObject(line);
  }
  return 'offers';
}

function kindOfHeader(line: string): RowsKind {
  const names = line.split(/[;,\t]/).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return names.includes('id') ? 'offers' : 'products';
}

function kindOfObject(line: string): RowsKind {
  try {
    const row = JSON.parse(line) as object;
    return Object.hasOwn(row, 'id') && !Object.hasOwn(row, 'sku') ? 'offers' : 'products';
  } catch {
    return 'products'; // whose reader names the line that is no JSON
  }
}

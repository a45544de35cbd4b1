import type { Product } from '@occwo/core';
import { YmlError } from '../errors.js';
import { CategoryTree } from '../convert/category-tree.js';
import { offerFromProduct } from '../convert/offer-from-product.js';
import type { Offer } from '../offer/offer.js';
import type { YmlSource } from '../read/source.js';
import { writeYmlFile } from '../write/write-yml-file.js';
import type { FeedTarget, WriteYmlFileOptions, WrittenFeed } from '../write/write-yml-file.js';
import type { TableRow } from './csv.js';
import { offerFromRow } from './row-offer.js';
import { RowError, tellRow } from './row-problem.js';
import { readRows } from './rows.js';
import type { ReadRowsOptions } from './rows.js';

export interface WriteTableOptions extends WriteYmlFileOptions, ReadRowsOptions {}

/**
 * Writes a feed from a table: CSV with a header, or JSONL of offers or canonical products. Columns are our field names or YML's
 * own (`sales_notes`), `param:Цвет`, and `category` with a path (`Кухня > Чайники`), which is numbered by itself when
 * `categories` are not given; the table is then read twice, so it must be a file or an address.
 *
 * A row that cannot be read is told to `onRowProblem` and left out; without that, the first one ends the writing with a {@link YmlError}
 * `row-invalid` that names it. So does in any case a column of a CSV that is no field: it would be lost from every offer.
 *
 * @example
 * await writeYmlFromTable('offers.csv', 'feed.xml', { shop, onRowProblem: ({ row, reason }) => console.warn(row, reason.ru) });
 */
export async function writeYmlFromTable(source: YmlSource, target: FeedTarget, options: WriteTableOptions): Promise<WrittenFeed> {
  const { format, fetch, onRead, onRowProblem, ...writing } = options;
  const reading: ReadRowsOptions = { ...(format && { format }), ...(fetch && { fetch }) };
  const tree = new CategoryTree();
  if (options.categories === undefined && options.profile !== 'ozon') {
    const isReadAgain = typeof source === 'string' || source instanceof URL;
    if (!isReadAgain) throw new YmlError('bad-input', { field: 'categories', reason: 'a stream cannot be read twice to gather them' });
    // What is wrong with a row is told when it is read for its offer.
    for await (const row of readRows(source, { ...reading, onRowProblem: () => {} })) addCategory(row, tree);
  }
  const categories = options.categories ?? tree.categories();
  return writeYmlFile(target, offersOf(readRows(source, { ...reading, ...(onRead && { onRead }), ...(onRowProblem && { onRowProblem }) }), tree, options), { ...writing, categories } as WriteYmlFileOptions);
}

async function* offersOf(rows: AsyncIterable<TableRow>, tree: CategoryTree, { profile, onRowProblem }: WriteTableOptions): AsyncGenerator<Offer> {
  for await (const row of rows) {
    let offer: Offer;
    try {
      offer = offerOf(row, tree, profile === 'ozon');
    } catch (error) {
      if (!(error instanceof RowError) || (row.hasHeader && error.why === 'unknown-field')) throw error;
      tellRow(error, onRowProblem, row.values);
      continue;
    }
    yield offer;
  }
}

function offerOf(row: TableRow, tree: CategoryTree, isOzon: boolean): Offer {
  const { values } = row;
  const path = categoryPath(row);
  const categoryId = path === undefined ? undefined : tree.add(path);
  if (!isProduct(values)) return offerFromRow(row, categoryId);
  if (values.price === undefined) throw new RowError(row.row, 'price-missing', { name: values.sku });
  for (const name of ['photos', 'barcodes', 'attributes'] as const) if (!Array.isArray(values[name])) throw new RowError(row.row, 'list', { name });
  try {
    return offerFromProduct(values, { stock: isOzon ? 'outlets' : 'count', ...(categoryId !== undefined && { categoryId }) });
  } catch (cause) {
    throw new RowError(row.row, 'product', { detail: cause instanceof Error ? cause.message : '' }, cause);
  }
}

function addCategory(row: TableRow, tree: CategoryTree): void {
  try {
    const path = categoryPath(row);
    if (path !== undefined) tree.add(path);
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
  }
}

function categoryPath({ row, values }: TableRow): readonly string[] | undefined {
  if (isProduct(values)) {
    const { path, name } = values.category as Partial<Product['category']>;
    const names = Array.isArray(path) && path.length > 0 ? path : [name];
    if (names.some((each) => typeof each !== 'string')) throw new RowError(row, 'product', { detail: 'category.path' });
    return names as string[];
  }
  const { category } = values;
  if (typeof category !== 'string' || category.trim() === '') return undefined;
  return category.split('>').map((name) => name.trim()).filter((name) => name !== '');
}

function isProduct(values: Readonly<Record<string, unknown>>): values is Readonly<Record<string, unknown>> & Product {
  return typeof values['sku'] === 'string' && typeof values['category'] === 'object' && values['category'] !== null;
}

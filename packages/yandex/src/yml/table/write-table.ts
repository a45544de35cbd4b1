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
import { readRows } from './rows.js';
import type { ReadRowsOptions } from './rows.js';

export interface WriteTableOptions extends WriteYmlFileOptions, ReadRowsOptions {}

/**
 * Writes a feed from a table: CSV with a header, or JSONL of offers or canonical products. Columns are our field names or YML's
 * own (`sales_notes`), `param:Цвет`, and `category` with a path (`Кухня > Чайники`), which is numbered by itself when
 * `categories` are not given; the table is then read twice, so it must be a file or an address.
 *
 * Throws {@link YmlError} `row-invalid` with the row for what cannot be read.
 *
 * @example
 * await writeYmlFromTable('offers.csv', 'feed.xml', { shop });
 */
export async function writeYmlFromTable(source: YmlSource, target: FeedTarget, options: WriteTableOptions): Promise<WrittenFeed> {
  const { format, fetch, onRead, ...writing } = options;
  const reading: ReadRowsOptions = { ...(format && { format }), ...(fetch && { fetch }) };
  const tree = new CategoryTree();
  if (options.categories === undefined && options.profile !== 'ozon') {
    const isReadAgain = typeof source === 'string' || source instanceof URL;
    if (!isReadAgain) throw new YmlError('bad-input', { field: 'categories', reason: 'a stream cannot be read twice to gather them' });
    for await (const row of readRows(source, reading)) addCategory(row, tree);
  }
  const categories = options.categories ?? tree.categories();
  return writeYmlFile(target, offersOf(readRows(source, { ...reading, ...(onRead && { onRead }) }), tree, options.profile === 'ozon'), { ...writing, categories } as WriteYmlFileOptions);
}

async function* offersOf(rows: AsyncIterable<TableRow>, tree: CategoryTree, isOzon: boolean): AsyncGenerator<Offer> {
  for await (const row of rows) {
    const path = categoryPath(row);
    const categoryId = path === undefined ? undefined : tree.add(path);
    if (!isProduct(row.values)) yield offerFromRow(row, categoryId);
    else yield offerFromProduct(row.values, { stock: isOzon ? 'outlets' : 'count', ...(categoryId !== undefined && { categoryId }) });
  }
}

function addCategory(row: TableRow, tree: CategoryTree): void {
  const path = categoryPath(row);
  if (path !== undefined) tree.add(path);
}

function categoryPath({ values }: TableRow): readonly string[] | undefined {
  if (isProduct(values)) return values.category.path.length > 0 ? values.category.path : [values.category.name];
  const { category } = values;
  if (typeof category !== 'string' || category.trim() === '') return undefined;
  return category.split('>').map((name) => name.trim()).filter((name) => name !== '');
}

function isProduct(values: Readonly<Record<string, unknown>>): values is Readonly<Record<string, unknown>> & Product {
  return typeof values['sku'] === 'string' && typeof values['category'] === 'object' && values['category'] !== null;
}

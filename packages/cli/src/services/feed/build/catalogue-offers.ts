import { CategoryTree, offerFromProduct } from '@occwo/yandex/yml';
import type { SimplifiedOffer } from '@occwo/yandex/yml';
import type { CatalogueItem } from '../../../catalogue/catalogue-item.js';
import type { CatalogueFile } from '../../../catalogue/open-catalogue.js';
import { readCatalogue } from '../../../catalogue/read-catalogue.js';
import type { Language } from '../../../messages/language.js';
import { translate } from '../../../messages/translate.js';
import type { ProblemTally } from '../problem-tally.js';

interface ProblemRow {
  readonly line: number;
  readonly sku?: string;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

/** Reads a catalogue for its categories. A row that is no product is noted here, before anything is written. */
export async function catalogueCategories(catalogue: CatalogueFile, language: Language, tally: ProblemTally): Promise<{ tree: CategoryTree; invalid: number }> {
  const tree = new CategoryTree();
  let invalid = 0;
  for await (const item of readCatalogue(catalogue, language)) {
    const problem = problemOf(item, language);
    if (item.type === 'product') tree.add(item.product.category.path);
    if (!problem) continue;
    invalid += 1;
    const { line, sku, reasons: [reason] } = problem;
    tally.note({ rule: reason?.code ?? 'occwo.row', severity: 'error', message: reason?.message ?? '', line, ...(sku !== undefined && { offerId: sku }) });
  }
  return { tree, invalid };
}

/** The catalogue's products as offers; rows that were noted before are left out. */
export async function* catalogueOffers(catalogue: CatalogueFile, language: Language, tree: CategoryTree, stock: 'count' | 'outlets'): AsyncGenerator<SimplifiedOffer> {
  for await (const item of readCatalogue(catalogue, language)) {
    if (item.type === 'product' && item.product.price) yield offerFromProduct(item.product, { categoryId: tree.add(item.product.category.path), stock });
  }
}

/** A feed has no offers without a price, though a catalogue may have such products. */
function problemOf(item: CatalogueItem, language: Language): ProblemRow | undefined {
  if (item.type === 'problem') return item.problem;
  const { product, line } = item;
  if (product.price) return undefined;
  return { line, sku: product.sku, reasons: [{ code: 'occwo.price-missing', message: translate(language, 'check.price-missing') }] };
}

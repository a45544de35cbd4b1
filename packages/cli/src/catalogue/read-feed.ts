import type { Category, Reason } from '@occwo/core';
import { YmlError, readYml } from '@occwo/yandex/yml';
import type { FeedOffer, FeedShop } from '@occwo/yandex/yml';
import { CliError } from '../errors/cli-error.js';
import type { Language } from '../messages/language.js';
import { translate } from '../messages/translate.js';
import type { CatalogueItem } from './catalogue-item.js';
import { rawFromOffer } from './raw-from-offer.js';
import { toProduct } from './to-product.js';

/** Reads a YML feed. An offer with a dangling reference is a problem of that offer; a feed without categories is no catalogue. */
export async function* readFeed(file: string, language: Language): AsyncGenerator<CatalogueItem> {
  try {
    const feed = await readYml(file);
    const categories = categoryFinder(feed.shop);
    if (feed.shop.categories.size === 0) {
      await feed.close();
      throw new CliError('input', 'feed.no-categories', { file });
    }
    for await (const offer of feed.offers) yield toItem(offer, categories, { file, language });
  } catch (error) {
    throw error instanceof YmlError ? new CliError('input', (wanted) => error.describe(wanted), {}, error) : error;
  }
}

function toItem(offer: FeedOffer, categories: (id: string) => Category | undefined, place: { file: string; language: Language }): CatalogueItem {
  const { line } = offer.position;
  const reasons = offer.problems.map((problem): Reason => ({
    code: `occwo.${problem.code}`,
    message: problem.text[place.language],
    field: problem.code === 'category-unknown' ? 'categoryId' : problem.code === 'currency-unknown' ? 'currencyId' : 'id',
    ...(problem.code === 'category-unknown' && { hint: translate(place.language, 'feed.category-hint') }),
  }));
  if (reasons.length > 0) return { type: 'problem', problem: { line, ...(offer.id && { sku: offer.id }), reasons } };
  return toProduct(rawFromOffer(offer, categories), { ...place, line });
}

/** Categories with their paths, each worked out once. A cycle of parents ends where it closes. */
function categoryFinder(shop: FeedShop): (id: string) => Category | undefined {
  const known = new Map<string, Category | undefined>();
  return (id) => {
    if (known.has(id)) return known.get(id);
    const path: string[] = [];
    const seen = new Set<string>();
    for (let one = shop.categories.get(id); one && !seen.has(one.id); one = shop.categories.get(one.parentId ?? '')) {
      seen.add(one.id);
      path.unshift(one.name);
    }
    const category = path.length > 0 ? { id, name: path.at(-1) as string, path } : undefined;
    known.set(id, category);
    return category;
  };
}

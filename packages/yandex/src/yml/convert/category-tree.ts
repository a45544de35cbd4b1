import type { FeedCategoryInput } from '../offer/shop.js';

/**
 * Numbers categories by their path of names, for sources that know names alone: a feed wants whole numbers and all categories
 * before the first offer.
 *
 * @example
 * const tree = new CategoryTree();
 * tree.add(['Кухня', 'Чайники']); // 2
 * tree.categories(); // [{ id: 1, name: 'Кухня' }, { id: 2, name: 'Чайники', parentId: 1 }]
 */
export class CategoryTree {
  readonly #ids = new Map<string, number>();
  readonly #categories: FeedCategoryInput[] = [];

  /** Number of the category at the end of the path; parents are numbered first. The same path has the same number. */
  add(path: readonly string[]): number {
    let parentId: number | undefined;
    let key = '';
    for (const name of path) {
      key += `\u0000${name}`;
      let id = this.#ids.get(key);
      if (id === undefined) {
        id = this.#categories.length + 1;
        this.#ids.set(key, id);
        this.#categories.push({ id, name, ...(parentId !== undefined && { parentId }) });
      }
      parentId = id;
    }
    return parentId ?? this.add(['Без категории']);
  }

  categories(): readonly FeedCategoryInput[] {
    return this.#categories;
  }
}

import type { Product } from '@occwo/core';

interface OpenItem {
  readonly product: Product;
  readonly line: number;
}

/** What was handed to a marketplace and has no outcome yet. It forgets what has ended, so it stays as small as what is under way. */
export class OpenItems {
  readonly #bySku = new Map<string, OpenItem[]>();

  add(product: Product, line: number): void {
    const same = this.#bySku.get(product.sku);
    if (same) same.push({ product, line });
    else this.#bySku.set(product.sku, [{ product, line }]);
  }

  /** The first item of this article that is open, which it is no longer. */
  take(sku: string): OpenItem | undefined {
    const same = this.#bySku.get(sku);
    const item = same?.shift();
    if (same?.length === 0) this.#bySku.delete(sku);
    return item;
  }

  /** Everything that is still open; afterwards nothing is. */
  *drain(): Generator<OpenItem> {
    for (const same of this.#bySku.values()) yield* same;
    this.#bySku.clear();
  }
}

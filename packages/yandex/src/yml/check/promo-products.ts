import { childNamed } from '../read/element.js';
import type { YmlElement } from '../read/element.js';
import type { FeedContext } from './context.js';
import { isDecimal } from './formats.js';
import { IdTable } from './id-table.js';
import type { Place } from './reporter.js';

/** Offers named by promos that stand before the offers; more are not looked up. */
const mostEarly = 200_000;

/** Checks what promos say about offers and categories. */
export class PromoProducts {
  readonly #context: FeedContext;
  readonly #inPromos = new IdTable();
  readonly #early: { readonly id: string; readonly place: Place }[] = [];

  constructor(context: FeedContext) {
    this.#context = context;
  }

  check(promo: YmlElement, type: string): void {
    const { reporter } = this.#context;
    const products = childNamed(promo, 'purchase')?.children.filter((child) => child.name === 'product') ?? [];
    if (products.length === 0) reporter.report('promo-products', promo, { element: 'purchase' });
    for (const product of products) {
      this.#checkReference(product);
      if (type === 'flash discount') this.#checkPrice(product);
    }
  }

  end(): void {
    for (const { id, place } of this.#early) this.#checkOffer(id, place);
  }

  #checkReference(product: YmlElement): void {
    const { reporter, categories, sawCategories } = this.#context;
    const { 'offer-id': offerId, 'category-id': categoryId } = product.attributes;
    if (offerId !== undefined) return this.#noteOffer(offerId, product);
    if (categoryId !== undefined) {
      if (sawCategories && !categories.has(categoryId)) reporter.report('promo-category-unknown', product, { element: 'product', found: categoryId });
      return;
    }
    // The samples of product search of 2023 write the attribute as text, against their own documentation.
    const asText = /^(?:offer|category)-id\s*=/.exec(product.text.trim());
    if (asText === null) reporter.report('promo-product-reference', product, { element: 'product' });
    else reporter.report('promo-product-text', product, { element: 'product', found: product.text.trim() });
  }

  #noteOffer(id: string, product: YmlElement): void {
    const { reporter, offers } = this.#context;
    if (this.#inPromos.add(id, product.line) !== undefined) reporter.report('promo-offer-twice', product, { element: 'product', found: id });
    if (offers > 0) this.#checkOffer(id, product);
    else if (this.#early.length < mostEarly) this.#early.push({ id, place: { line: product.line, column: product.column } });
  }

  #checkOffer(id: string, place: Place): void {
    const { reporter, offerIds } = this.#context;
    if (!offerIds.has(id)) reporter.report('promo-offer-unknown', place, { element: 'product', found: id });
  }

  #checkPrice(product: YmlElement): void {
    const price = childNamed(product, 'discount-price');
    const text = price?.text.trim() ?? '';
    if (price === undefined || !isDecimal(text) || Number(text) === 0 || (price.attributes['currency'] ?? '') === '') {
      this.#context.reporter.report('promo-discount-price', price ?? product, { element: 'discount-price', found: text });
    }
  }
}

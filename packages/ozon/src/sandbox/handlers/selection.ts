import type { Shop, ShopCard } from '../shop.js';

/** Which cards a reading request asks for. Without ids it means all of them. */
export interface CardFilter {
  readonly offer_id?: readonly string[];
  readonly product_id?: readonly (string | number)[];
  readonly sku?: readonly (string | number)[];
  readonly skus?: readonly (string | number)[];
  readonly visibility?: string;
}

/** The cards that a filter names. Unknown ids are left out silently, as Ozon does. */
export function select(shop: Shop, filter: CardFilter = {}): ShopCard[] {
  const { offer_id = [], product_id = [], sku = filter.skus ?? [], visibility = 'ALL' } = filter;
  const products = new Set(product_id.map(Number));
  const skus = new Set(sku.map(Number));
  const all = offer_id.length + products.size + skus.size === 0;
  const archived = visibility === 'ARCHIVED';
  return [...shop.cards.values()].filter((card) =>
    all ? card.archived === archived : offer_id.includes(card.offerId) || products.has(card.productId) || skus.has(card.sku),
  );
}

/** One page of cards after a cursor, which is the product id of the last one of the page before. */
export function page(cards: readonly ShopCard[], cursor: string | undefined, limit = 1000): { readonly cards: readonly ShopCard[]; readonly next: string; readonly more: boolean } {
  const rest = cards.filter(({ productId }) => productId > Number(cursor || 0));
  const taken = rest.slice(0, Math.max(1, limit));
  const more = rest.length > taken.length;
  return { cards: taken, more, next: taken.length > 0 ? String(taken.at(-1)?.productId) : '' };
}

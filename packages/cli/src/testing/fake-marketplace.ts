import type { BulkEvent, Items, Marketplace, PriceUpdate, Product, StockUpdate } from '@occwo/core';
import { accepted, rejected } from '@occwo/core/client';

/** A marketplace in memory: takes everything, but for the articles that `refusals` names. Remembers what it was sent. */
export function fakeMarketplace(name: string, refusals: Readonly<Record<string, string>> = {}): Marketplace & { readonly cards: string[] } {
  const cards: string[] = [];
  async function* each<Item extends { readonly sku: string }>(items: Items<Item>): AsyncGenerator<BulkEvent> {
    for await (const { sku } of items) yield accepted(sku, { id: `${name}-${sku}` });
  }
  return {
    name,
    cards,
    catalog: {
      async *publish(items: Items<Product>): AsyncGenerator<BulkEvent> {
        for await (const { sku } of items) {
          cards.push(sku);
          const message = refusals[sku];
          yield message === undefined ? accepted(sku, { id: `${name}-${sku}` }) : rejected(sku, { code: 'REFUSED', message });
        }
      },
    },
    prices: { set: (items: Items<PriceUpdate>) => each(items) },
    stocks: { set: (items: Items<StockUpdate>) => each(items) },
  };
}

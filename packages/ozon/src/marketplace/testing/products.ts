import type { BulkEvent, OutcomeEvent, Product } from '@occwo/core';
import { money } from '@occwo/core';
import { genericCategory } from '../../sandbox/categories.js';
import type { OzonMapping } from '../mapping.js';

/** A product that Ozon takes, changed in what a test is about. */
export function product(sku: string, change: Partial<Product> = {}): Product {
  return {
    sku, name: `Товар ${sku}`, category: { id: '7', name: 'Футболки', path: ['Одежда', 'Футболки'] },
    barcodes: [], photos: ['https://shop.example.com/1.jpg'], attributes: [],
    dimensions: { lengthMm: 200, widthMm: 150, heightMm: 40 }, weightG: 250,
    price: { price: money('1490') },
    ...change,
  };
}

/** Everything goes to the sandbox's generic category. */
export const anyMapping: OzonMapping = { categories: { '*': genericCategory }, warehouses: { '*': 22_142_605_386_000 } };

/** Gathers the events of a run. */
export async function gather(events: AsyncIterable<BulkEvent>): Promise<BulkEvent[]> {
  const all: BulkEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The outcomes among events, by SKU. */
export function outcomes(events: readonly BulkEvent[]): Record<string, OutcomeEvent> {
  const found: Record<string, OutcomeEvent> = {};
  for (const event of events) {
    if (event.type === 'accepted' || event.type === 'rejected' || event.type === 'unknown') found[event.sku] = event;
  }
  return found;
}

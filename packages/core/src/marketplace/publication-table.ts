import type { OutcomeEvent, Reason, UnknownEvent } from '../bulk/bulk-event.js';
import { duplicateSku } from '../bulk/outcomes.js';
import type { Product } from '../model/product.js';
import type { ExternalIds, Items, PriceUpdate, StockUpdate } from './marketplace.js';
import type { PublishOutcome, PublishStep } from './publish-event.js';

interface Entry {
  readonly product: Product;
  externalIds: ExternalIds;
  readonly warnings: Reason[];
  step: PublishStep;
  /** Stock rows (one a warehouse) that have no outcome yet. */
  stocksOpen: number;
  /** The worst that happened to its stock rows. */
  failed?: OutcomeEvent;
  /** Whether anything of it was sent. */
  sent: boolean;
  /** Why its card ended unknown; set once it is being read back. */
  doubt?: Reason;
}

type Move =
  | { readonly to: 'prices'; readonly item: PriceUpdate }
  | { readonly to: 'stocks'; readonly items: readonly StockUpdate[] }
  | { readonly to: 'end'; readonly outcome: PublishOutcome };

/** Where each item under way stands between card, price and stock. Holds only what has begun and not ended. */
export class PublicationTable {
  readonly #entries = new Map<string, Entry>();

  /** Notes each product as it is read. */
  async *entering(products: Items<Product>): AsyncGenerator<Product> {
    for await (const product of products) {
      if (!this.#entries.has(product.sku)) {
        this.#entries.set(product.sku, { product, externalIds: {}, warnings: [], step: 'catalog', stocksOpen: 0, sent: false });
      }
      yield product;
    }
  }

  /** The product whose card ended unknown, to be read back; undefined where that has been done, or it is not the item's turn. */
  doubt({ sku, reason }: UnknownEvent): Product | undefined {
    const entry = this.#entries.get(sku);
    if (!entry || entry.step !== 'catalog' || entry.doubt) return undefined;
    entry.doubt = reason;
    return entry.product;
  }

  /** Where an item goes after the outcome of a step; undefined while more outcomes of it are to come. */
  advance(step: PublishStep, event: OutcomeEvent): Move | undefined {
    const entry = this.#entries.get(event.sku);
    // A second item with the same SKU: the first is under way or has ended, so this outcome stands for itself.
    if (!entry || entry.step !== step || isDuplicate(event)) return { to: 'end', outcome: standalone(step, event) };
    if (event.type === 'unknown' || event.unchanged !== true) entry.sent = true;
    if (event.type === 'accepted') {
      entry.externalIds = { ...entry.externalIds, ...event.externalIds };
      entry.warnings.push(...(event.warnings ?? []));
    }
    if (step === 'stocks') {
      entry.stocksOpen -= 1;
      if (event.type !== 'accepted' && entry.failed?.type !== 'unknown') entry.failed = event;
      return entry.stocksOpen > 0 ? undefined : this.#end(entry, entry.failed ?? event);
    }
    return event.type === 'accepted' ? this.#next(entry, event) : this.#end(entry, event);
  }

  /** Items that began and got no outcome, because the run ended early. */
  *unsettled(): Generator<PublishOutcome> {
    for (const { product, step, warnings, externalIds, doubt } of this.#entries.values()) {
      const reason = (step === 'catalog' && doubt) || { code: 'occwo.run-ended', message: 'the run ended before this item was settled', hint: 'run it again' };
      yield { type: 'outcome', sku: product.sku, outcome: 'unknown', step, reasons: [reason], warnings, externalIds };
    }
    this.#entries.clear();
  }

  #next(entry: Entry, event: OutcomeEvent): Move {
    const { sku, price, stock } = entry.product;
    const { externalIds } = entry;
    if (entry.step === 'catalog' && price) {
      entry.step = 'prices';
      return { to: 'prices', item: { sku, ...price, externalIds } };
    }
    const rows = Object.entries(stock ?? {});
    if (rows.length === 0) return this.#end(entry, event);
    entry.step = 'stocks';
    entry.stocksOpen = rows.length;
    return { to: 'stocks', items: rows.map(([warehouse, count]) => ({ sku, warehouse, count, externalIds })) };
  }

  #end({ product: { sku }, step, warnings, externalIds, doubt, sent }: Entry, event: OutcomeEvent): Move {
    this.#entries.delete(sku);
    const reasons = event.type === 'unknown' && step === 'catalog' && doubt ? [doubt, event.reason] : reasonsOf(event);
    return { to: 'end', outcome: { type: 'outcome', sku, outcome: event.type, step, reasons, warnings, externalIds, ...(!sent && { unchanged: true }) } };
  }
}

function isDuplicate(event: OutcomeEvent): boolean {
  return event.type === 'rejected' && event.reasons.some(({ code }) => code === duplicateSku);
}

function standalone(step: PublishStep, event: OutcomeEvent): PublishOutcome {
  return { type: 'outcome', sku: event.sku, outcome: event.type, step, reasons: reasonsOf(event), warnings: [], externalIds: {} };
}

function reasonsOf(event: OutcomeEvent): readonly Reason[] {
  if (event.type === 'rejected') return event.reasons;
  return event.type === 'unknown' ? [event.reason] : [];
}

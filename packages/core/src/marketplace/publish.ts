import type { BulkEvent, BulkOptions, OutcomeEvent } from '../bulk/bulk-event.js';
import { Channel } from '../bulk/channel.js';
import type { LedgerUse } from '../ledger/ledger-use.js';
import { withLedger } from '../ledger/with-ledger.js';
import type { Product } from '../model/product.js';
import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import type { Items, Marketplace, PriceUpdate, StockUpdate } from './marketplace.js';
import { PublicationTable } from './publication-table.js';
import type { PublishEvent, PublishStep } from './publish-event.js';

export interface PublishOptions extends BulkOptions {
  /**
   * Whether cards that end unknown (an answer was lost, a task was not finished in time) are read back before they are told of,
   * each at most once. What shows at the marketplace goes on to price and stock. Default: true, where the marketplace can be read so.
   */
  readonly reconcile?: boolean;
  /**
   * Remembers what the marketplace has: only what has changed is sent, and a run that was killed is taken up where it ended. Cards,
   * prices and stocks that did not change end as accepted with `unchanged`. Default: everything is sent.
   */
  readonly ledger?: LedgerUse;
  readonly clock?: Clock;
}

/** So many items may be between two steps; it must not be less than what a step gathers into its chunks. */
const betweenSteps = 10_000;

/**
 * Publishes products on one marketplace: card, then price, then stock, each item going on as soon as the step before
 * has accepted it. Every item of the input ends as exactly one `outcome` event.
 *
 * @example
 * for await (const event of publishProducts(ozonMarketplace(ozon, mapping), products)) {
 *   if (event.type === 'outcome' && event.outcome !== 'accepted') console.log(event.sku, event.reasons);
 * }
 */
export async function* publishProducts(marketplace: Marketplace, products: Items<Product>, options: PublishOptions = {}): AsyncGenerator<PublishEvent> {
  const { clock } = options;
  const { catalog, prices: pricesPort, stocks: stocksPort } = options.ledger ? withLedger(marketplace, { ...(clock && { clock }), ...options.ledger }) : marketplace;
  const events = new Channel<PublishEvent>(1_000);
  const doubts = new Channel<Product>(betweenSteps);
  const prices = new Channel<PriceUpdate>(betweenSteps);
  const stocks = new Channel<StockUpdate>(betweenSteps);
  const table = new PublicationTable();
  const since = (clock ?? systemClock).now();
  const readsBack = options.reconcile !== false && catalog.reconcile !== undefined;

  const advance = async (step: PublishStep, event: OutcomeEvent): Promise<void> => {
    const move = table.advance(step, event);
    if (move?.to === 'prices') await prices.push(move.item);
    else if (move?.to === 'stocks') for (const item of move.items) await stocks.push(item);
    else if (move) await events.push(move.outcome);
  };
  const follow = async (step: PublishStep, work: AsyncIterable<BulkEvent>): Promise<void> => {
    for await (const event of work) {
      if (event.type === 'progress') await events.push({ ...event, step });
      else if (event.type === 'paused') await events.push({ ...event, step });
      else if (event.type !== 'chunk' && event.type !== 'task') {
        const doubt = readsBack && step === 'catalog' && event.type === 'unknown' ? table.doubt(event) : undefined;
        if (doubt) await doubts.push(doubt);
        else await advance(step, event);
      }
    }
  };
  const readBack = async (): Promise<void> => {
    const found = catalog.reconcile?.(doubts, { since, ...(options.signal && { signal: options.signal }) }) ?? [];
    for await (const event of found) await advance('catalog', event);
  };
  const run = async (): Promise<void> => {
    const failures: unknown[] = [];
    const note = (error: unknown) => void failures.push(error);
    const cards = follow('catalog', catalog.publish(table.entering(products), options)).catch(note).finally(() => doubts.end());
    // Whoever ends early reads no more: what comes for it is told of as unsettled, and nobody must wait for room.
    const reread = readBack().catch(note).finally(() => doubts.end());
    const priced = follow('prices', pricesPort.set(prices, options)).catch(note).finally(() => prices.end());
    const stocked = follow('stocks', stocksPort.set(stocks, options)).catch(note).finally(() => stocks.end());
    await cards;
    await reread;
    prices.end();
    await priced;
    stocks.end();
    await stocked;
    // Whoever has begun and has no outcome when the run ends early is told of as unknown or unsent, never lost.
    for (const outcome of table.unsettled()) await events.push(outcome);
    if (failures.length > 0) events.fail(failures[0]);
    else events.end();
  };

  void run();
  try {
    yield* events;
  } finally {
    events.end();
    doubts.end();
    prices.end();
    stocks.end();
  }
}

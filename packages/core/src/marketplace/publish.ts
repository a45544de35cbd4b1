import type { BulkEvent, BulkOptions, OutcomeEvent } from '../bulk/bulk-event.js';
import { Channel } from '../bulk/channel.js';
import type { Product } from '../model/product.js';
import type { Items, Marketplace, PriceUpdate, StockUpdate } from './marketplace.js';
import { PublicationTable } from './publication-table.js';
import type { PublishEvent, PublishStep } from './publish-event.js';

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
export async function* publishProducts(marketplace: Marketplace, products: Items<Product>, options: BulkOptions = {}): AsyncGenerator<PublishEvent> {
  const events = new Channel<PublishEvent>(1_000);
  const prices = new Channel<PriceUpdate>(betweenSteps);
  const stocks = new Channel<StockUpdate>(betweenSteps);
  const table = new PublicationTable();

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
      else if (event.type !== 'chunk') await advance(step, event);
    }
  };
  const run = async (): Promise<void> => {
    const failures: unknown[] = [];
    const note = (error: unknown) => void failures.push(error);
    const catalog = follow('catalog', marketplace.catalog.publish(table.entering(products), options)).catch(note).finally(() => prices.end());
    const priced = follow('prices', marketplace.prices.set(prices, options)).catch(note);
    const stocked = follow('stocks', marketplace.stocks.set(stocks, options)).catch(note);
    await catalog;
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
    prices.end();
    stocks.end();
  }
}

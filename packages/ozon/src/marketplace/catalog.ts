import type { CatalogPort, Clock, OutcomeEvent, Product } from '@occwo/core';
import { ApiError, RefusedError } from '@occwo/core';
import { rejected, runBulk } from '@occwo/core/client';
import type { OzonCalls } from './calls.js';
import type { Card } from './card.js';
import { cardOf } from './card.js';
import type { CategoryDirectory } from './category-directory.js';
import { watchImport } from './import-task.js';
import type { OzonMapping } from './mapping.js';
import { reasonOfError } from './reasons.js';
import { splitRefused } from './split-refused.js';

export interface CatalogContext {
  readonly calls: OzonCalls;
  readonly mapping: OzonMapping;
  readonly directory: CategoryDirectory;
  readonly clock: Clock;
  readonly taskDeadlineMs: number;
}

type ReadyCard = Extract<Card, { item: unknown }>;

/** Cards a call of `POST /v3/product/import`. */
const batch = 100;

/** Publishes cards: import, then the task's results, item by item. */
export function catalogPort(context: CatalogContext): CatalogPort {
  return {
    publish: (items, options) =>
      runBulk<Product>(
        items,
        { chunkSize: batch, sku: ({ sku }) => sku, send: (chunk, { signal }) => publishChunk(chunk, context, signal) },
        options,
      ),
  };
}

async function* publishChunk(products: readonly Product[], context: CatalogContext, signal?: AbortSignal): AsyncGenerator<OutcomeEvent> {
  const cards: ReadyCard[] = [];
  for (const product of products) {
    const card = await prepare(product, context);
    if ('item' in card) cards.push(card);
    else yield rejected(card.sku, ...card.reasons);
  }
  if (cards.length === 0) return;
  yield* splitRefused(cards, (part) => importCards(part, context, signal), ({ sku }, error) => rejected(sku, reasonOfError(error)));
}

async function* importCards(cards: readonly ReadyCard[], context: CatalogContext, signal?: AbortSignal): AsyncGenerator<OutcomeEvent> {
  const { calls, clock, taskDeadlineMs: deadlineMs } = context;
  const taskId = await calls.importProducts(cards.map(({ item }) => item), signal);
  const sent = new Map(cards.map(({ sku, warnings }) => [sku, warnings]));
  yield* watchImport(taskId, sent, { calls, clock, signal, deadlineMs });
}

/** A card, or the reason why there is none. A failed look into the directory concerns this product alone: nothing was sent. */
async function prepare(product: Product, { mapping, directory }: CatalogContext): Promise<Card> {
  try {
    return await cardOf(product, mapping, directory);
  } catch (error) {
    const refusesAll = error instanceof RefusedError || (error instanceof ApiError && ['unauthorized', 'forbidden'].includes(error.code));
    if (refusesAll) throw error;
    return { sku: product.sku, reasons: [reasonOfError(error)] };
  }
}

import type { CatalogPort, Clock, OutcomeEvent, PausedEvent, Product, TaskEvent } from '@occwo/core';
import { ApiError, RefusedError } from '@occwo/core';
import { findMapping, rejected, runBulk } from '@occwo/core/client';
import { settleDoubts } from '@occwo/core/reconcile';
import type { OzonCalls } from './calls.js';
import { cardOf } from './card.js';
import type { Card } from './card.js';
import type { CategoryDirectory } from './category-directory.js';
import { importCards } from './import-cards.js';
import type { ReadyCard } from './import-cards.js';
import type { ImportQuota } from './import-quota.js';
import type { OzonMapping } from './mapping.js';
import type { OpenTasks } from './open-tasks.js';
import { reasonOfError } from './reasons.js';
import { cardsPerRead, lookAtCards } from './reconcile-cards.js';

export interface CatalogContext {
  readonly calls: OzonCalls;
  readonly mapping: OzonMapping;
  readonly directory: CategoryDirectory;
  readonly quota: ImportQuota;
  readonly tasks: OpenTasks;
  readonly clock: Clock;
  readonly taskDeadlineMs: number;
  readonly quotaWaitMs: number;
}

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
    reconcile: (items, options = {}) => settleDoubts(items, cardsPerRead, (doubts) => lookAtCards(doubts, context, options)),
    basisOf: ({ category }) => [findMapping(context.mapping.categories, category), context.mapping.defaults],
  };
}

async function* publishChunk(products: readonly Product[], context: CatalogContext, signal?: AbortSignal): AsyncGenerator<OutcomeEvent | PausedEvent | TaskEvent> {
  const cards: ReadyCard[] = [];
  for (const product of products) {
    const card = await prepare(product, context);
    if ('item' in card) cards.push(card);
    else yield rejected(card.sku, ...card.reasons);
  }
  yield* importCards(cards, context, signal);
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

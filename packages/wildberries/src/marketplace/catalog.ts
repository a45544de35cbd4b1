import { findMapping, runBulk } from '@occwo/core/client';
import { settleDoubts } from '@occwo/core/reconcile';
import type { CatalogPort } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import { contentCalls } from './content-calls.js';
import type { WildberriesMapping } from './mapping.js';
import type { Patience } from './port-options.js';
import { publishChunk } from './publish-chunk.js';
import { PublishRun } from './publish-run.js';
import { cardsPerRead, lookAtCards } from './reconcile-cards.js';

/**
 * Products gathered before they are sent: many more than the 100 groups of one upload, because uploads are few (10 a minute)
 * and most of a chunk needs none when the catalogue was published before. Variants of one model find together in it, too.
 */
const chunkSize = 1000;

/** Cards by `cards/upload`, those that are there by `cards/update`; each is waited for in the lists of cards and of errors. */
export function catalogPort(client: WildberriesClient, mapping: WildberriesMapping, patience: Patience): CatalogPort {
  return {
    publish(items, options) {
      let run: PublishRun | undefined;
      return runBulk(
        items,
        {
          chunkSize,
          sku: ({ sku }) => sku,
          send: (chunk, { signal }) => publishChunk(chunk, (run ??= new PublishRun(contentCalls(client, { signal }), mapping, patience, signal))),
        },
        options,
      );
    },
    reconcile(items, options = {}) {
      const calls = contentCalls(client, options.signal ? { signal: options.signal } : {});
      return settleDoubts(items, cardsPerRead, (doubts) => lookAtCards(doubts, calls, mapping, options));
    },
    basisOf: ({ category }) => [findMapping(mapping.categories, category), mapping.defaults, mapping.photos],
  };
}

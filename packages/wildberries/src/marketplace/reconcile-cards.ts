import { accepted, rejected, unknown } from '@occwo/core/client';
import type { InDoubt, OutcomeEvent, ReconcileOptions } from '@occwo/core';
import { CardDirectory } from './card-directory.js';
import type { KnownCard } from './card-directory.js';
import type { ContentCalls, ErrorCursor } from './content-calls.js';
import { externalIdsOf } from './finish-card.js';
import type { WildberriesMapping } from './mapping.js';
import { localReason, refusedBy } from './reasons.js';

/** Articles looked up together: up to 20 one by one, more by reading the list of cards through. */
export const cardsPerRead = 1000;

/** Batches of errors that are read where no time says how far to go back. */
const mostBatches = 500;

interface StatedErrors {
  readonly at: number;
  readonly messages: readonly string[];
}

/** Asks what became of cards: in the list of cards, and in the list of cards that could not be made. What neither has is left out. */
export async function lookAtCards(
  items: readonly InDoubt[], calls: ContentCalls, mapping: WildberriesMapping, { since }: ReconcileOptions,
): Promise<readonly OutcomeEvent[]> {
  const skus = [...new Set(items.map(({ sku }) => sku))];
  // A directory of its own each time: one that remembered the list would not see what came since.
  const cards = await new CardDirectory(calls).find(skus);
  const errors = await newestErrors(new Set(skus), calls, since);
  return items.flatMap((item) => outcomeOf(item, cards.get(item.sku), errors.get(item.sku), mapping, since) ?? []);
}

function outcomeOf(item: InDoubt, card: KnownCard | undefined, errors: StatedErrors | undefined, mapping: WildberriesMapping, since: number | undefined): OutcomeEvent | undefined {
  const { sku } = item;
  const changedAt = card ? Date.parse(card.updatedAt) : Number.NEGATIVE_INFINITY;
  // The later word counts: a card that stands may have had its last change refused.
  if (errors && errors.at >= changedAt) return rejected(sku, ...errors.messages.map(refusedBy));
  if (!card) return undefined;
  if (since !== undefined && !(changedAt >= since)) {
    return unknown(sku, localReason('card-unchanged', `the card was last changed ${card.updatedAt}, before it was sent`, 'vendorCode', 'Wildberries may still be at work, or it was lost: publish again'));
  }
  const photosMissing = 'photos' in item && item.photos.length > 0 && !card.hasPhotos && mapping.photos !== 'never';
  return accepted(sku, externalIdsOf(card), photosMissing ? [photosNotSent] : []);
}

const photosNotSent = localReason('photos-not-sent', 'the card is made, its photos were not sent', 'photos', 'publish it again: only the photos are missing');

/** The newest refusal of each article, newest first, back to the time that is asked about. */
async function newestErrors(skus: ReadonlySet<string>, calls: ContentCalls, since: number | undefined): Promise<Map<string, StatedErrors>> {
  const found = new Map<string, StatedErrors>();
  let after: ErrorCursor | undefined;
  for (let read = 0; read < mostBatches || since !== undefined; ) {
    const { items, more } = await calls.errors({ newestFirst: true, after });
    for (const batch of items) {
      const at = Date.parse(batch.updatedAt);
      if (since !== undefined && at < since) return found;
      for (const [article, messages] of Object.entries(batch.errors)) {
        if (skus.has(article) && !found.has(article) && messages.length > 0) found.set(article, { at, messages });
      }
    }
    read += items.length;
    const last = items.at(-1);
    if (!more || !last) return found;
    after = { updatedAt: last.updatedAt, batchUUID: last.batchUUID };
  }
  return found;
}

import { OccwoError } from '@occwo/core';
import { accepted } from '@occwo/core/client';
import type { ExternalIds, OutcomeEvent, Reason } from '@occwo/core';
import type { CardDraft } from './build-card.js';
import type { Card } from './card.js';
import type { KnownCard } from './card-directory.js';
import type { PublishRun } from './publish-run.js';

/** The card is there: adds its photos where they are wanted. Photos that fail are a warning, for the card stands. */
export async function finishCard(run: PublishRun, card: KnownCard, { product }: CardDraft, warnings: readonly Reason[]): Promise<OutcomeEvent> {
  const when = run.mapping.photos ?? 'missing';
  const wanted = product.photos.length > 0 && (when === 'always' || (when === 'missing' && !card.hasPhotos));
  const failure = wanted ? await savePhotos(run, card.nmID, product.photos) : undefined;
  return accepted(product.sku, externalIdsOf(card), failure ? [...warnings, failure] : warnings);
}

async function savePhotos(run: PublishRun, nmId: number, photos: readonly string[]): Promise<Reason | undefined> {
  try {
    await run.calls.savePhotos(nmId, photos);
    return undefined;
  } catch (error) {
    if (!OccwoError.is(error)) throw error;
    return { code: 'occwo.photos-failed', message: `the card is made, its photos were not taken: ${error.message}`, field: 'photos', hint: 'check that each link leads straight to an image of at least 700×900' };
  }
}

/** Ids that later calls need: the card's, and its size's where there is one alone. */
export function externalIdsOf(card: Pick<Card, 'nmID' | 'sizes'>): ExternalIds {
  const [size, ...more] = card.sizes;
  const chrtId = more.length === 0 ? size?.chrtID : undefined;
  return { nmId: String(card.nmID), ...(chrtId !== undefined && { chrtId: String(chrtId) }) };
}

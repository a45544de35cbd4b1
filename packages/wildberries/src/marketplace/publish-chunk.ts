import { OccwoError } from '@occwo/core';
import { findMapping, rejected } from '@occwo/core/client';
import type { ApiError, OutcomeEvent, Product } from '@occwo/core';
import { buildCard } from './build-card.js';
import type { CardDraft } from './build-card.js';
import type { Characteristic } from './card.js';
import { knownCard } from './card-directory.js';
import type { KnownCard } from './card-directory.js';
import { finishCard } from './finish-card.js';
import { mergeCard } from './merge-card.js';
import type { PublishRun } from './publish-run.js';
import { localReason, reasonOf } from './reasons.js';
import { groupOf } from './send-cards.js';
import { settleChanges, settleNew } from './settle-cards.js';
import type { CardChange } from './settle-cards.js';

/** Publishes one chunk: refuses what cannot pass, sends the rest, waits for each card, adds photos. */
export async function* publishChunk(products: readonly Product[], run: PublishRun): AsyncGenerator<OutcomeEvent> {
  const drafts: CardDraft[] = [];
  for (const product of products) {
    const draft = await draftOf(product, run);
    if (draft.type === 'rejected') yield draft;
    else drafts.push(draft.draft);
  }
  if (drafts.length === 0) return;

  const existing = await run.directory.find(drafts.map(({ variant }) => variant.vendorCode));
  const fresh: CardDraft[] = [];
  const changes: CardChange[] = [];
  const models = new Map<string, number>();
  for (const draft of drafts) {
    const card = existing.get(draft.variant.vendorCode);
    if (!card) {
      fresh.push(draft);
      continue;
    }
    if (card.imtID !== undefined) models.set(groupOf(draft), card.imtID);
    const change = await changeOf(card, draft, run);
    if (change.changed) changes.push(change);
    else yield await finishCard(run, card, draft, change.warnings);
  }

  if (fresh.length + changes.length > 0) await run.watch.start();
  const taken: CardDraft[] = [];
  yield* settleNew(fresh, models, taken, run);
  for (const draft of taken) {
    const card = await run.directory.search(draft.variant.vendorCode);
    if (card) changes.push(await changeOf(knownCard(card), draft, run));
    else yield rejected(draft.product.sku, articleTaken(draft));
  }
  yield* settleChanges(changes, run);
}

async function changeOf(card: KnownCard, draft: CardDraft, run: PublishRun): Promise<CardChange & { readonly changed: boolean }> {
  // What is known of a card leaves its description out; one that the catalogue does not have must not be lost.
  const mustKeep = draft.variant.description === undefined && card.descriptionDigest !== '';
  const description = mustKeep ? (await run.directory.search(card.vendorCode))?.description : undefined;
  const { update, changed, warnings } = mergeCard(card, draft, description);
  return { draft, card, update, changed, warnings: [...draft.warnings, ...warnings] };
}

/** It is not among the seller's cards, so it lies in the trash, which its list leaves out. */
const articleTaken = ({ variant }: CardDraft) =>
  localReason('article-taken', `the article ${variant.vendorCode} belongs to a card that is not in the list of cards`, 'vendorCode', 'look into the trash: recover that card, or wait until it is gone for good');

type Drafted = { readonly type: 'draft'; readonly draft: CardDraft } | (OutcomeEvent & { readonly type: 'rejected' });

async function draftOf(product: Product, run: PublishRun): Promise<Drafted> {
  const category = findMapping(run.mapping.categories, product.category);
  if (!category) return rejected(product.sku, missingMapping(product));
  let characteristics: readonly Characteristic[];
  try {
    characteristics = await run.characteristics(category.subjectId);
  } catch (error) {
    // A subject that cannot be read spoils its own products, not the others of the chunk.
    if (!OccwoError.is(error) || error.name !== 'ApiError' || !aboutTheSubject.has(error.code)) throw error;
    return rejected(product.sku, { ...reasonOf({ error: error as ApiError, message: error.message }), field: 'category' });
  }
  const draft = buildCard(product, category, characteristics, run.mapping.defaults);
  return 'reasons' in draft ? rejected(product.sku, ...draft.reasons) : { type: 'draft', draft };
}

const aboutTheSubject = new Set(['invalid-request', 'not-found', 'rejected']);

function missingMapping({ category }: Product) {
  const path = category.path.join(' > ');
  return localReason(
    'mapping-missing',
    `category "${path}" (id ${category.id}) has no subject of Wildberries`,
    'category',
    `add wildberries.categories["${path}"]: { subjectId: … } to the configuration`,
  );
}

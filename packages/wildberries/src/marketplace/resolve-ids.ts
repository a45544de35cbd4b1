import { rejected } from '@occwo/core/client';
import type { ExternalIds, RejectedEvent } from '@occwo/core';
import type { CardDirectory, KnownCard } from './card-directory.js';
import { externalIdsOf } from './finish-card.js';
import { localReason } from './reasons.js';

interface Named {
  readonly sku: string;
  readonly externalIds?: ExternalIds;
}

export interface Resolved<Item> {
  readonly found: readonly { readonly item: Item; readonly id: number }[];
  /** Items without a card, or without a size that could be meant. */
  readonly missing: readonly RejectedEvent[];
}

/** Finds the id by which prices (`nmId`) or stocks (`chrtId`) know an item: the one it carries, otherwise by the seller's cards. */
export async function resolveIds<Item extends Named>(items: readonly Item[], directory: CardDirectory, name: 'nmId' | 'chrtId'): Promise<Resolved<Item>> {
  const carried = (item: Item) => Number(item.externalIds?.[name]) || undefined;
  const looked = [...new Set(items.filter((item) => carried(item) === undefined).map(({ sku }) => sku))];
  const cards = looked.length > 0 ? await directory.find(looked) : new Map<string, KnownCard>();
  const found: { item: Item; id: number }[] = [];
  const missing: RejectedEvent[] = [];
  for (const item of items) {
    const card = cards.get(item.sku);
    const id = carried(item) ?? (card && Number(externalIdsOf(card)[name])) ?? 0;
    if (id > 0) found.push({ item, id });
    else missing.push(rejected(item.sku, card ? severalSizes(card) : noCard(item.sku)));
  }
  return { found, missing };
}

const noCard = (sku: string) =>
  localReason('card-missing', `there is no card with the article ${sku}`, 'sku', 'publish the card first; a new one may take some minutes to appear');

const severalSizes = ({ sizes, nmID }: KnownCard) =>
  localReason('size-ambiguous', `card ${nmID} has ${sizes.length} sizes`, 'externalIds', 'say which size is meant: externalIds.chrtId');

import type { ErrorBatch } from '../marketplace/content-calls.js';
import type { SandboxCard } from './seller-state.js';

export interface CardListBody {
  readonly settings?: {
    readonly sort?: { readonly ascending?: boolean };
    readonly filter?: { readonly withPhoto?: number; readonly textSearch?: string; readonly objectIDs?: readonly number[]; readonly brands?: readonly string[]; readonly imtID?: number };
    readonly cursor?: { readonly limit?: number; readonly updatedAt?: string | null; readonly trashedAt?: string | null; readonly nmID?: number };
  };
}

/** A page of cards: by the time of the last change, after the cursor's card. `total` is the size of the page, not of the list. */
export function cardPage(cards: readonly SandboxCard[], { settings = {} }: CardListBody, time: 'updatedAt' | 'trashedAt') {
  const { sort, filter = {}, cursor = {} } = settings;
  const ascending = sort?.ascending === true;
  const limit = Math.min(cursor.limit ?? 10, 100);
  const after = cursor[time];
  const ordered = ascending ? cards : [...cards].reverse();
  const rest = ordered.filter((card) => fits(card, filter) && (!after || isAfter(card[time] ?? '', card.nmID, after, cursor.nmID ?? 0, ascending)));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { cards: page, cursor: { ...(last && { [time]: last[time], nmID: last.nmID }), total: page.length } };
}

type Filter = NonNullable<NonNullable<CardListBody['settings']>['filter']>;

function fits(card: SandboxCard, { withPhoto = -1, textSearch, objectIDs, brands, imtID }: Filter): boolean {
  const hasPhoto = (card.photos?.length ?? 0) > 0;
  return (
    // Since 2026-06-16 only 1 and 2 choose; 0 and -1 are any card.
    !(withPhoto === 1 && !hasPhoto) && !(withPhoto === 2 && hasPhoto) &&
    (!textSearch || [card.vendorCode, String(card.nmID), ...card.sizes.flatMap(({ skus }) => skus ?? [])].some((text) => text.includes(textSearch))) &&
    (!objectIDs?.length || objectIDs.includes(card.subjectID)) &&
    (!brands?.length || brands.includes(card.brand ?? '')) &&
    (imtID === undefined || card.imtID === imtID)
  );
}

function isAfter(time: string, nmID: number, cursorTime: string, cursorId: number, ascending: boolean): boolean {
  if (time === cursorTime) return ascending ? nmID > cursorId : nmID < cursorId;
  return time > cursorTime === ascending;
}

export interface ErrorListBody {
  readonly cursor?: { readonly limit?: number; readonly updatedAt?: string; readonly batchUUID?: string };
  readonly order?: { readonly ascending?: boolean };
}

/** A page of error batches; `next` says whether there are more. */
export function errorPage(batches: readonly ErrorBatch[], { cursor = {}, order }: ErrorListBody) {
  const ascending = order?.ascending !== false;
  const ordered = ascending ? batches : [...batches].reverse();
  const { updatedAt } = cursor;
  const rest = updatedAt ? ordered.filter((batch) => batch.updatedAt > updatedAt === ascending && batch.updatedAt !== updatedAt) : ordered;
  const items = rest.slice(0, Math.min(cursor.limit ?? 100, 100));
  const last = items.at(-1);
  return { items, cursor: { next: rest.length > items.length, updatedAt: last?.updatedAt ?? '0001-01-01T00:00:00Z', batchUUID: last?.batchUUID ?? '00000000-0000-0000-0000-000000000000' } };
}

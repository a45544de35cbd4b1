import type { CallOptions } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import type { Card, CardUpdate, CardVariant, Characteristic } from './card.js';

/** Where a page of the cards list starts: after this card. */
export interface CardCursor {
  readonly updatedAt: string;
  readonly nmID: number;
}

/** Cards that could not be made, of one `variants` list of an upload or of one update. */
export interface ErrorBatch {
  readonly batchUUID: string;
  readonly vendorCodes: readonly string[];
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly updatedAt: string;
}

/** Where a page of the error list starts: after this batch. */
export interface ErrorCursor {
  readonly updatedAt: string;
  readonly batchUUID: string;
}

export interface CardGroup {
  readonly subjectID: number;
  readonly variants: readonly CardVariant[];
}

export interface CardQuery {
  readonly after?: CardCursor | undefined;
  /** Article, nmID or barcode, or a part of one. */
  readonly search?: string;
  /** Newest first. Default: oldest change first, the only order in which a cursor can be taken up later. */
  readonly newestFirst?: boolean;
  readonly limit?: number;
}

/** What the card flow asks of the content API; the one place that knows its routes and envelopes. */
export interface ContentCalls {
  cards(query: CardQuery): Promise<readonly Card[]>;
  errors(query: { readonly after?: ErrorCursor | undefined; readonly newestFirst?: boolean; readonly limit?: number }): Promise<{ readonly items: readonly ErrorBatch[]; readonly more: boolean }>;
  upload(groups: readonly CardGroup[]): Promise<void>;
  /** Makes cards that join the group of an existing one. At most 29 at a time. */
  join(imtID: number, variants: readonly CardVariant[]): Promise<void>;
  update(cards: readonly CardUpdate[]): Promise<void>;
  characteristics(subjectId: number): Promise<readonly Characteristic[]>;
  /** Replaces all photos of a card. */
  savePhotos(nmId: number, links: readonly string[]): Promise<void>;
}

/** Cards and batches that one page holds at most. */
export const cardsPage = 100;

/** The calls of a client. Bodies are cast because ours are read-only and the generated ones are not. */
export function contentCalls(client: WildberriesClient, options: CallOptions = {}): ContentCalls {
  return {
    async cards({ after, search, newestFirst = false, limit = cardsPage }) {
      // -1 means any card under the rules before and after 2026-06-16, when 0 changed its meaning.
      const filter = { withPhoto: -1 as const, ...(search !== undefined && { textSearch: search }) };
      const settings = { sort: { ascending: !newestFirst }, filter, cursor: { limit, ...after } };
      const reply = await client.request('POST /content/v2/get/cards/list', { body: { settings } }, options);
      return ((reply as { cards?: readonly Card[] | null }).cards ?? []) as readonly Card[];
    },
    async errors({ after, newestFirst = false, limit = cardsPage }) {
      const body = { cursor: { limit, ...after }, order: { ascending: !newestFirst } };
      const reply = await client.request('POST /content/v2/cards/error/list', { body }, options);
      const { items, cursor } = (reply as { data?: { items?: readonly ErrorBatch[] | null; cursor?: { next?: boolean } } }).data ?? {};
      return { items: items ?? [], more: cursor?.next === true };
    },
    async upload(groups) {
      await client.request('POST /content/v2/cards/upload', { body: groups as never }, options);
    },
    async join(imtID, cardsToAdd) {
      await client.request('POST /content/v2/cards/upload/add', { body: { imtID, cardsToAdd } as never }, options);
    },
    async update(cards) {
      await client.request('POST /content/v2/cards/update', { body: cards as never }, options);
    },
    async characteristics(subjectId) {
      const reply = await client.request('GET /content/v2/object/charcs/{subjectId}', { path: { subjectId } }, options);
      return ((reply as { data?: readonly Characteristic[] | null }).data ?? []) as readonly Characteristic[];
    },
    async savePhotos(nmId, links) {
      await client.request('POST /content/v3/media/save', { body: { nmId, data: [...links] } }, options);
    },
  };
}

import { createHash } from 'node:crypto';
import type { Card } from './card.js';
import { cardsPage } from './content-calls.js';
import type { CardCursor, ContentCalls } from './content-calls.js';

/** Up to so many articles are looked up one by one; more are cheaper to find by reading the whole list, 100 a request. */
const searchedSingly = 20;

/** A card without what would be most of its weight; a digest tells whether the description is the same. */
export type KnownCard = Omit<Card, 'description' | 'photos' | 'documents'> & { readonly hasPhotos: boolean; readonly descriptionDigest: string; readonly documentCount: number };

/**
 * Which cards the seller has, by article. There is no look-up of many articles at once, so a run that asks for many reads
 * the list through once and remembers it: about 1 kB a card that the seller has, whatever the length of the input.
 */
export class CardDirectory {
  #all: Promise<ReadonlyMap<string, KnownCard>> | undefined;
  #tail: CardCursor | undefined;

  constructor(private readonly calls: ContentCalls) {}

  async find(vendorCodes: readonly string[]): Promise<Map<string, KnownCard>> {
    const found = new Map<string, KnownCard>();
    if (!this.#all && vendorCodes.length <= searchedSingly) {
      for (const vendorCode of vendorCodes) {
        const card = await this.search(vendorCode);
        if (card) found.set(vendorCode, knownCard(card));
      }
      return found;
    }
    const all = await (this.#all ??= this.#readAll());
    for (const vendorCode of vendorCodes) {
      const card = all.get(vendorCode);
      if (card) found.set(vendorCode, card);
    }
    return found;
  }

  /** The card with exactly this article, whole. */
  async search(vendorCode: string): Promise<Card | undefined> {
    for (let after: CardCursor | undefined; ; ) {
      const page = await this.calls.cards({ search: vendorCode, after });
      const card = page.find((candidate) => candidate.vendorCode === vendorCode);
      const last = page.at(-1);
      if (card || !last || page.length < cardsPage) return card;
      after = { updatedAt: last.updatedAt, nmID: last.nmID };
    }
  }

  /** The newest change there is: whatever comes after it came after now. Undefined when the seller has no cards. */
  async tail(): Promise<CardCursor | undefined> {
    if (this.#all) {
      await this.#all;
      return this.#tail;
    }
    const [newest] = await this.calls.cards({ newestFirst: true, limit: 1 });
    return newest && { updatedAt: newest.updatedAt, nmID: newest.nmID };
  }

  async #readAll(): Promise<ReadonlyMap<string, KnownCard>> {
    const all = new Map<string, KnownCard>();
    try {
      for (;;) {
        const page = await this.calls.cards({ after: this.#tail });
        for (const card of page) all.set(card.vendorCode, knownCard(card));
        const last = page.at(-1);
        if (last) this.#tail = { updatedAt: last.updatedAt, nmID: last.nmID };
        if (page.length < cardsPage) return all;
      }
    } catch (error) {
      // The next chunk may have more luck; half a list would make doubles of cards that are there.
      this.#all = undefined;
      this.#tail = undefined;
      throw error;
    }
  }
}

export function knownCard({ description, photos, documents, ...card }: Card): KnownCard {
  return { ...card, hasPhotos: (photos?.length ?? 0) > 0, descriptionDigest: digest(description), documentCount: documents?.items?.length ?? 0 };
}

/** Short text that is the same for the same description; empty for none. */
export function digest(description = ''): string {
  return description === '' ? '' : createHash('sha256').update(description).digest('base64').slice(0, 16);
}

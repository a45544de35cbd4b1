import { describe, expect, it } from 'vitest';
import type { Card } from './card.js';
import { CardDirectory, digest, knownCard } from './card-directory.js';
import type { CardQuery, ContentCalls } from './content-calls.js';

function shop(size: number) {
  const cards = Array.from({ length: size }, (_, index): Card => ({ nmID: index + 1, subjectID: 1, vendorCode: `A-${index}`, description: 'Текст', sizes: [], updatedAt: `2026-01-01T00:00:${String(index).padStart(6, '0')}Z` }));
  const queries: CardQuery[] = [];
  const calls = {
    async cards(query: CardQuery) {
      queries.push(query);
      const { after, search, newestFirst, limit = 100 } = query;
      const ordered = newestFirst ? [...cards].reverse() : cards;
      return ordered.filter((card) => (!search || card.vendorCode.includes(search)) && (!after || card.updatedAt > after.updatedAt)).slice(0, limit);
    },
  } as unknown as ContentCalls;
  return { calls, queries, directory: new CardDirectory(calls) };
}

const articles = (count: number) => Array.from({ length: count }, (_, index) => `A-${index * 2}`);

describe('CardDirectory', () => {
  it('looks few articles up one by one, exactly', async () => {
    const { directory, queries } = shop(350);
    const found = await directory.find(['A-1', 'A-349', 'A-350']);
    expect([...found.keys()]).toEqual(['A-1', 'A-349']);
    // "A-1" is a part of 111 articles: the right one is on the first page of two.
    expect(queries.map(({ search }) => search)).toEqual(['A-1', 'A-349', 'A-350']);
  });

  it('reads the list through once for many, and knows where it ended', async () => {
    const { directory, queries } = shop(250);
    expect((await directory.find(articles(100))).size).toBe(100);
    expect((await directory.find(articles(3))).size).toBe(3);
    expect(queries).toHaveLength(3);
    expect(await directory.tail()).toMatchObject({ nmID: 250 });
    expect(queries).toHaveLength(3);
  });

  it('asks for one more page when the last one was full', async () => {
    const { directory, queries } = shop(200);
    await directory.find(articles(21));
    expect(queries).toHaveLength(3);
  });

  it('asks for the newest card alone when nothing else was asked', async () => {
    const { directory, queries } = shop(3);
    expect(await directory.tail()).toMatchObject({ nmID: 3 });
    expect(queries).toEqual([{ newestFirst: true, limit: 1 }]);
    expect(await shop(0).directory.tail()).toBeUndefined();
  });

  it('reads anew after a failure instead of trusting half a list', async () => {
    const { calls, directory } = shop(250);
    const whole = calls.cards;
    let pages = 0;
    Object.assign(calls, { cards: async (query: CardQuery) => { if (++pages === 2) throw new Error('reset'); return whole(query); } });
    await expect(directory.find(articles(100))).rejects.toThrow('reset');
    expect((await directory.find(articles(100))).size).toBe(100);
  });

  it('keeps a digest instead of the description', () => {
    const known = knownCard({ nmID: 1, subjectID: 1, vendorCode: 'A', description: 'Текст', photos: [{}], sizes: [], updatedAt: '' });
    expect(known).toMatchObject({ hasPhotos: true, descriptionDigest: digest('Текст') });
    expect('description' in known).toBe(false);
    expect([digest(undefined), digest('')]).toEqual(['', '']);
  });
});

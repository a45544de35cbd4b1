import { ApiError, UnknownOutcomeError } from '@occwo/core';
import type { OutcomeEvent, Product } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { Card } from './card.js';
import type { CardGroup, ContentCalls } from './content-calls.js';
import { publishChunk } from './publish-chunk.js';
import { PublishRun } from './publish-run.js';

const product = (sku: string, more: Partial<Product> = {}): Product => ({ sku, name: sku, category: { id: '1', name: 'A', path: ['A'] }, barcodes: [], photos: [], attributes: [], ...more });

/** A content API that makes cards at once, with a hook into each upload. */
function content(onUpload: (groups: readonly CardGroup[], number: number) => void = () => {}) {
  const cards: Card[] = [];
  const uploads: (readonly CardGroup[])[] = [];
  let clockTick = 0;
  const make = (groups: readonly CardGroup[]) => {
    for (const { variants, subjectID } of groups) {
      for (const { vendorCode, title } of variants) {
        clockTick += 1;
        cards.push({ nmID: clockTick, subjectID, vendorCode, title, sizes: [{ chrtID: 1000 + clockTick }], updatedAt: `2026-01-01T00:00:00.${String(clockTick).padStart(3, '0')}Z` });
      }
    }
  };
  const calls: ContentCalls = {
    cards: async ({ after, search, newestFirst, limit = 100 }) =>
      (newestFirst ? [...cards].reverse() : cards).filter((card) => (!after || card.updatedAt > after.updatedAt) && (!search || card.vendorCode.includes(search))).slice(0, limit),
    errors: async () => ({ items: [], more: false }),
    upload: async (groups) => {
      uploads.push(groups);
      onUpload(groups, uploads.length);
      make(groups);
    },
    join: async () => {},
    update: async () => {},
    characteristics: async () => [],
    savePhotos: async () => {},
  };
  return { calls, cards, uploads, make };
}

async function publish(products: readonly Product[], calls: ContentCalls) {
  const clock = fakeClock();
  const run = new PublishRun(calls, { categories: { '*': { subjectId: 1 } } }, { clock, deadlineMs: 60_000, intervalMs: 1000 });
  const events: OutcomeEvent[] = [];
  const work = async () => {
    for await (const event of publishChunk(products, run)) events.push(event);
  };
  await clock.run(work());
  return events;
}

const failure = (code: ApiError['code'], status: number) => new ApiError('failed', { code, marketplace: 'wildberries', operation: 'cards.upload', status, attempt: 1 });

describe('publishChunk', () => {
  it('looks whether cards came to be when the answer to their upload was lost', async () => {
    const { calls, make } = content((groups) => {
      make(groups.map(({ subjectID, variants }) => ({ subjectID, variants: variants.filter(({ vendorCode }) => vendorCode !== 'B') })));
      throw new UnknownOutcomeError('cards.upload', new Error('reset'));
    });
    const events = await publish([product('A'), product('B')], calls);
    expect(events).toMatchObject([{ type: 'accepted', sku: 'A' }, { type: 'unknown', sku: 'B', reason: { code: 'occwo.deadline' } }]);
  });

  it('keeps to 100 groups a request and 30 variants a group', async () => {
    const { calls, uploads } = content();
    const single = Array.from({ length: 150 }, (_, index) => product(`S-${index}`));
    const variants = Array.from({ length: 65 }, (_, index) => product(`V-${index}`, { group: 'V' }));
    const events = await publish([...single, ...variants], calls);
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(215);
    expect(uploads.map((groups) => groups.length)).toEqual([100, 53]);
    expect(uploads[1]?.slice(-3).map((group) => group.variants.length)).toEqual([30, 30, 5]);
  });

  it('keeps each upload below 10 MB: 1000 long Cyrillic descriptions are more', async () => {
    const { calls, uploads } = content();
    const description = 'я'.repeat(5000);
    const events = await publish(Array.from({ length: 1000 }, (_, index) => product(`V-${index}`, { description, group: `G-${index % 40}` })), calls);
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(1000);
    expect(uploads.length).toBe(2);
    for (const groups of uploads) expect(Buffer.byteLength(JSON.stringify(groups))).toBeLessThan(10_000_000);
  });

  it('cuts an upload that is refused without a name, at the borders of groups', async () => {
    const { calls, uploads } = content((groups) => {
      if (groups.some(({ variants }) => variants.some(({ vendorCode }) => vendorCode === 'bad'))) throw failure('invalid-request', 400);
    });
    const events = await publish([product('V-1', { group: 'V' }), product('V-2', { group: 'V' }), product('V-3', { group: 'V' }), product('bad')], calls);
    expect(events.map(({ sku, type }) => [sku, type]).sort()).toEqual([['V-1', 'accepted'], ['V-2', 'accepted'], ['V-3', 'accepted'], ['bad', 'rejected']]);
    expect(uploads.map((groups) => groups.map(({ variants }) => variants.length))).toEqual([[3, 1], [3], [1]]);
  });

  it('tells of what was sent before it stops at a refused credential', async () => {
    const { calls } = content((_groups, number) => {
      if (number === 2) throw failure('forbidden', 403);
    });
    const products = Array.from({ length: 101 }, (_, index) => product(`S-${index}`));
    const events: OutcomeEvent[] = [];
    const clock = fakeClock();
    const run = new PublishRun(calls, { categories: { '*': { subjectId: 1 } } }, { clock, deadlineMs: 60_000, intervalMs: 1000 });
    const work = async () => {
      for await (const event of publishChunk(products, run)) events.push(event);
    };
    await expect(clock.run(work())).rejects.toMatchObject({ code: 'forbidden' });
    expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(100);
  });

  it('takes a card whose photos fail for made, with a warning', async () => {
    const { calls } = content();
    const failing: ContentCalls = { ...calls, savePhotos: async () => { throw failure('conflict', 409); } };
    const events = await publish([product('A', { photos: ['https://a.example/1.jpg'] })], failing);
    expect(events).toMatchObject([{ type: 'accepted', warnings: [{ code: 'occwo.photos-failed' }] }]);
  });

  it('starts a new group when the one that is there is full', async () => {
    const { calls, make, uploads } = content();
    make([{ subjectID: 1, variants: [{ vendorCode: 'V-1', title: 'V-1', characteristics: [], sizes: [{}] }] }]);
    const text = 'В группу можно объединить не больше 30 карточек. В результате запроса будет превышен лимит';
    const full: ContentCalls = {
      ...calls,
      cards: async (query) => (await calls.cards(query)).map((card) => ({ ...card, imtID: 77 })),
      join: async () => { throw new ApiError(text, { code: 'invalid-request', marketplace: 'wildberries', operation: 'cards.uploadAdd', status: 400, attempt: 1 }); },
    };
    const events = await publish([product('V-1', { group: 'V' }), product('V-2', { group: 'V' }), product('V-3', { group: 'V' })], full);
    expect(events.map(({ type }) => type)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(uploads.map((groups) => groups.map(({ variants }) => variants.length))).toEqual([[2]]);
  });

  it('refuses products of a subject that cannot be read, and no others', async () => {
    const { calls } = content();
    const failing: ContentCalls = { ...calls, characteristics: async (subjectId) => { if (subjectId === 2) throw failure('invalid-request', 400); return []; } };
    const clock = fakeClock();
    const run = new PublishRun(failing, { categories: { A: { subjectId: 1 }, B: { subjectId: 2 } } }, { clock, deadlineMs: 60_000, intervalMs: 1000 });
    const events: OutcomeEvent[] = [];
    const work = async () => {
      for await (const event of publishChunk([product('ok'), product('bad', { category: { id: '2', name: 'B', path: ['B'] } })], run)) events.push(event);
    };
    await clock.run(work());
    expect(events).toMatchObject([{ type: 'rejected', sku: 'bad', reasons: [{ field: 'category' }] }, { type: 'accepted', sku: 'ok' }]);
  });

  it('leaves a card unknown when nobody can be asked for it any more', async () => {
    const { calls } = content();
    const silent: ContentCalls = {
      ...calls,
      upload: async () => {},
      cards: async (query) => { if (query.search !== undefined && query.after === undefined && asked) throw failure('forbidden', 403); return calls.cards(query); },
    };
    let asked = false;
    const later: ContentCalls = { ...silent, errors: async (query) => { asked = true; return calls.errors(query); } };
    expect(await publish([product('A')], later)).toMatchObject([{ type: 'unknown', sku: 'A', reason: { code: 'occwo.forbidden' } }]);
  });

  it('finds the card that another chunk of the run has made meanwhile', async () => {
    const { calls, make, uploads } = content((groups, number) => {
      if (number === 1) make(groups);
      throw new ApiError("bad request; Unexpected the specified card's vendor code is used in other cards", { code: 'invalid-request', marketplace: 'wildberries', operation: 'cards.upload', status: 400, attempt: 1 });
    });
    const events = await publish([product('A')], calls);
    expect(events).toMatchObject([{ type: 'accepted', sku: 'A' }]);
    expect(uploads).toHaveLength(1);
  });
});

import { ApiError } from '@occwo/core';
import { expect, it } from 'vitest';
import type { CardDraft } from './build-card.js';
import type { CardUpdate } from './card.js';
import type { ContentCalls } from './content-calls.js';
import { joinCards, updateCards } from './send-cards.js';

function draft(sku: string, description = ''): CardDraft {
  const product = { sku, name: sku, category: { id: '1', name: 'A', path: ['A'] }, barcodes: [], photos: [], attributes: [] };
  return { product, subjectId: 1, warnings: [], variant: { vendorCode: sku, title: sku, description, characteristics: [], sizes: [{}] } };
}

const change = (nmID: number, description: string) => ({ draft: draft(`A-${nmID}`), update: { nmID, kizMarked: false, vendorCode: `A-${nmID}`, description, characteristics: [], sizes: [] } });

it('keeps each update below 10 MB, and sends every card once', async () => {
  const sent: (readonly CardUpdate[])[] = [];
  const calls = { update: async (cards: readonly CardUpdate[]) => void sent.push(cards) } as unknown as ContentCalls;
  const changes = Array.from({ length: 1000 }, (_, index) => change(index + 1, 'я'.repeat(5000)));
  expect((await updateCards(calls, changes)).sent).toEqual(changes);
  expect(sent.flat().map(({ nmID }) => nmID)).toEqual(changes.map(({ update }) => update.nmID));
  for (const cards of sent) expect(Buffer.byteLength(JSON.stringify(cards))).toBeLessThan(10_000_000);
});

it('cuts an update that was too large all the same (413), and blames no card for it', async () => {
  const tooLarge = new ApiError('request body too long', { code: 'too-large', marketplace: 'wildberries', operation: 'cards.update', status: 413, attempt: 1 });
  const calls = { update: async (cards: readonly CardUpdate[]) => { if (cards.length > 3) throw tooLarge; } } as unknown as ContentCalls;
  const { sent, refused } = await updateCards(calls, Array.from({ length: 10 }, (_, index) => change(index, '')));
  expect([sent.length, refused]).toEqual([10, []]);
});

it('joins at most 29 cards to a model in one request', async () => {
  const sizes: number[] = [];
  const calls = { join: async (_imtId: number, variants: readonly unknown[]) => void sizes.push(variants.length) } as unknown as ContentCalls;
  await joinCards(calls, 77, Array.from({ length: 31 }, (_, index) => draft(`J-${index}`)));
  expect(sizes).toEqual([29, 2]);
});

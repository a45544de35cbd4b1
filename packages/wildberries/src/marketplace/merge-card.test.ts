import { describe, expect, it } from 'vitest';
import type { CardDraft } from './build-card.js';
import type { Card, CardVariant } from './card.js';
import { knownCard } from './card-directory.js';
import { mergeCard } from './merge-card.js';

const card: Card = {
  nmID: 10, imtID: 20, subjectID: 1, vendorCode: 'A', title: 'Имя', description: 'Текст', brand: 'Бренд', kizMarked: true,
  dimensions: { length: 10, width: 20, height: 30, weightBrutto: 1.5, isValid: false } as Card['dimensions'] & object,
  characteristics: [{ id: 1, value: ['белый'] }, { id: 2, value: 25 }],
  sizes: [{ chrtID: 100, techSize: '0', wbSize: '', skus: ['b1'] }],
  updatedAt: '2026-01-01T00:00:00Z',
};
const draft = (variant: Partial<CardVariant>, subjectId = 1): CardDraft => ({
  product: { sku: 'A', name: 'A', category: { id: '1', name: 'A', path: ['A'] }, barcodes: [], photos: [], attributes: [] },
  subjectId, warnings: [], variant: { vendorCode: 'A', title: 'Имя', characteristics: [], sizes: [{}], ...variant },
});
const merge = (variant: Partial<CardVariant>, of: Card = card, subjectId = 1) => mergeCard(knownCard(of), draft(variant, subjectId), of.description);

describe('mergeCard', () => {
  it('keeps all that the catalogue does not know, and finds nothing changed', () => {
    const { update, changed } = merge({});
    expect(changed).toBe(false);
    expect(update).toEqual({
      nmID: 10, vendorCode: 'A', kizMarked: true, title: 'Имя', description: 'Текст', brand: 'Бренд',
      dimensions: { length: 10, width: 20, height: 30, weightBrutto: 1.5 },
      characteristics: [{ id: 1, value: ['белый'] }, { id: 2, value: 25 }],
      sizes: [{ chrtID: 100, techSize: '0', wbSize: '', skus: ['b1'] }],
    });
  });

  it.each([
    ['title', { title: 'Новое' }],
    ['description', { description: 'Другой' }],
    ['brand', { brand: 'Другой' }],
    ['dimensions', { dimensions: { length: 11, width: 20, height: 30, weightBrutto: 1.5 } }],
    ['a characteristic', { characteristics: [{ id: 1, value: ['синий'] }] }],
    ['a barcode', { sizes: [{ skus: ['b2'] }] }],
  ])('sees a change of %s', (_name, variant) => {
    expect(merge(variant).changed).toBe(true);
  });

  it('replaces a characteristic by its id and keeps the others', () => {
    expect(merge({ characteristics: [{ id: 1, value: ['синий'] }] }).update.characteristics).toEqual([{ id: 2, value: 25 }, { id: 1, value: ['синий'] }]);
  });

  it('takes the same value in another form for no change', () => {
    expect(merge({ characteristics: [{ id: 2, value: ['25'] }] }).changed).toBe(false);
  });

  it('adds barcodes to the size that is meant, and leaves several sizes alone when none is', () => {
    const sized: Card = { ...card, sizes: [{ chrtID: 1, techSize: 'S', skus: ['b1'] }, { chrtID: 2, techSize: 'M', skus: ['b2'] }] };
    expect(merge({ sizes: [{ techSize: 'M', skus: ['b3'] }] }, sized).update.sizes[1]?.skus).toEqual(['b2', 'b3']);
    const ambiguous = merge({ sizes: [{ skus: ['b3'] }] }, sized);
    expect(ambiguous.changed).toBe(false);
    expect(ambiguous.warnings).toEqual([expect.objectContaining({ code: 'occwo.size-ambiguous' })]);
  });

  it('warns where an update may cost documents, and only where one is sent', () => {
    const certified: Card = { ...card, documents: { items: [{ id: 1 }, { id: 2 }] } };
    expect(merge({ title: 'Новое' }, certified).warnings).toEqual([expect.objectContaining({ code: 'occwo.documents-not-sent', message: expect.stringContaining('2 documents') })]);
    expect(merge({}, certified)).toMatchObject({ changed: false, warnings: [] });
    expect(merge({ title: 'Новое' }, { ...card, documents: { items: null } }).warnings).toEqual([]);
  });

  it('says that an update cannot change the subject', () => {
    expect(merge({}, card, 2).warnings).toEqual([expect.objectContaining({ code: 'occwo.subject-differs' })]);
  });
});

import type { Product } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { buildCard } from './build-card.js';

const product = (more: Partial<Product> = {}): Product => ({ sku: 'A-1', name: 'Имя', category: { id: '1', name: 'A', path: ['A'] }, barcodes: [], photos: [], attributes: [], ...more });
const reasonsOf = (more: Partial<Product>) => {
  const built = buildCard(product(more), { subjectId: 1 }, []);
  return 'reasons' in built ? built.reasons.map(({ code }) => code) : [];
};

describe('buildCard', () => {
  it('turns millimetres into whole centimetres, rounded up, and grams into kilograms', () => {
    const built = buildCard(product({ dimensions: { lengthMm: 301, widthMm: 200, heightMm: 9 }, weightG: 1242 }), { subjectId: 1 }, []);
    expect(built).toMatchObject({ variant: { dimensions: { length: 31, width: 20, height: 1, weightBrutto: 1.242 } } });
  });

  it('leaves out what the product does not have, and keeps one size all the same', () => {
    expect(buildCard(product(), { subjectId: 7 }, [])).toMatchObject({ subjectId: 7, variant: { vendorCode: 'A-1', title: 'Имя', characteristics: [], sizes: [{}] } });
  });

  it('takes size and title from the mapping', () => {
    const category = { subjectId: 1, size: { attribute: 'Размер' }, russianSize: { value: '48' }, title: () => 'Короткое имя' } as const;
    const built = buildCard(product({ attributes: [{ name: 'Размер', values: ['XL'] }], barcodes: ['2000000000015'] }), category, []);
    expect(built).toMatchObject({ variant: { title: 'Короткое имя', sizes: [{ techSize: 'XL', wbSize: '48', skus: ['2000000000015'] }] } });
  });

  it('fills in defaults, the category before the whole mapping', () => {
    const built = buildCard(product(), { subjectId: 1, defaults: { brand: 'Свой' } }, [], { brand: 'Общий', weightG: 500 });
    expect(built).toMatchObject({ variant: { brand: 'Свой', dimensions: { weightBrutto: 0.5 } } });
  });

  it.each<[string, Partial<Product>, string[]]>([
    ['title of 60 characters', { name: 'я'.repeat(60) }, []],
    ['title of 61', { name: 'я'.repeat(61) }, ['occwo.name-too-long']],
    ['no title', { name: ' ' }, ['occwo.name-missing']],
    ['article of 73', { sku: 'A'.repeat(73) }, ['occwo.sku-too-long']],
    ['description of 5001', { description: 'я'.repeat(5001) }, ['occwo.description-too-long']],
    ['30 photos', { photos: Array.from({ length: 30 }, String) }, []],
    ['31 photos', { photos: Array.from({ length: 31 }, String) }, ['occwo.too-many-photos']],
  ])('%s', (_name, more, codes) => {
    expect(reasonsOf(more)).toEqual(codes);
  });
});

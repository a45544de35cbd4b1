import type { Product } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import { ozonFaults } from './ozon-faults.js';
import { wildberriesFaults } from './wildberries-faults.js';
import { yandexFaults } from './yandex-faults.js';

const good: Product = {
  sku: 'a', name: 'Футболка', description: 'Мягкая', brand: 'Тихий Дон', category: { id: '21', name: 'Футболки', path: ['Одежда', 'Футболки'] },
  barcodes: ['2000000000015'], photos: ['https://a/1.jpg'], attributes: [{ name: 'Размер', values: ['44'] }, { name: 'Цвет', values: ['белый'] }],
  dimensions: { lengthMm: 1, widthMm: 1, heightMm: 1 }, weightG: 1,
  price: { price: { amount: '100.00', currency: 'RUB' }, oldPrice: { amount: '150', currency: 'RUB' } },
};
const attributes = { Цвет: { attribute: 'Цвет' }, Бренд: 'brand' } as const;
const checks = {
  ozon: ozonFaults({ categories: { Футболки: { descriptionCategoryId: 1, typeId: 2, attributes } } }, 'en'),
  wildberries: wildberriesFaults({ categories: { Футболки: { subjectId: 1, size: { attribute: 'Размер' }, attributes } } }, 'en'),
  yandex: yandexFaults({ categories: { Футболки: { marketCategoryId: 1, attributes } } }, 'en'),
};
const codes = (name: keyof typeof checks, change: Partial<Product>) => checks[name]({ ...good, ...change }).map(({ code }) => code.replace('occwo.', ''));
const all = (change: Partial<Product>) => [codes('ozon', change), codes('wildberries', change), codes('yandex', change)];
const everywhere = (code: string) => [[code], [code], [code]];

describe('our own checks', () => {
  it('have nothing against a good product', () => expect(all({})).toEqual([[], [], []]));

  it.each<[string, Partial<Product>]>([
    ['mapping-missing', { category: { id: '9', name: 'Иное', path: ['Иное'] } }],
    ['barcode-wrong', { barcodes: ['2000000000016'] }],
    ['barcode-wrong', { barcodes: ['1234567'] }],
    ['price-missing', { price: { price: { amount: '0.00', currency: 'RUB' } } }],
    ['old-price-low', { price: { price: { amount: '100', currency: 'RUB' }, oldPrice: { amount: '100.00', currency: 'RUB' } } }],
    ['old-price-low', { price: { price: { amount: '100', currency: 'RUB' }, oldPrice: { amount: '200', currency: 'KZT' } } }],
    ['photos-missing', { photos: [] }],
    ['photos-many', { photos: Array.from({ length: 31 }, (_, index) => `https://a/${index}.jpg`) }],
    ['attribute-missing', { attributes: [{ name: 'Размер', values: ['44'] }] }],
    ['too-long', { name: 'я'.repeat(501) }],
  ])('%s everywhere', (code, change) => expect(all(change)).toEqual(everywhere(code)));

  it('know what only one marketplace asks for', () => {
    expect(all({ name: 'я'.repeat(61) })).toEqual([[], ['too-long'], []]);
    expect(all({ name: 'я'.repeat(257) })).toEqual([[], ['too-long'], ['too-long']]);
    expect(all({ dimensions: undefined } as unknown as Partial<Product>)).toEqual([['size-missing'], [], []]);
    expect(all({ description: '' })).toEqual([[], [], ['field-missing']]);
    expect(all({ attributes: [{ name: 'Цвет', values: ['белый'] }] })).toEqual([[], ['attribute-missing'], []]);
  });
});

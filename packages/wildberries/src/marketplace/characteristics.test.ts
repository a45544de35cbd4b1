import type { AttributeSource, Product } from '@occwo/core';
import { describe, expect, it } from 'vitest';
import type { Characteristic } from './card.js';
import { characteristicsOf } from './characteristics.js';

const known: Characteristic[] = [
  { charcID: 1, name: 'Цвет', required: true, maxCount: 2, charcType: 1 },
  { charcID: 2, name: 'Вес', required: false, maxCount: 1, charcType: 4, unitName: 'г' },
  { charcID: 3, name: 'Размер', required: true, maxCount: 0, charcType: 1, existNamedField: true },
  { charcID: 4, name: 'Состав', required: false, maxCount: 0, charcType: 1 },
];
const product = (attributes: Record<string, string[]>): Product => ({
  sku: 'A', name: 'A', category: { id: '7', name: 'Футболки', path: ['Одежда', 'Футболки'] }, barcodes: [], photos: [],
  attributes: Object.entries(attributes).map(([name, values]) => ({ name, values })),
});
const sources: Record<string, AttributeSource> = { Цвет: { attribute: 'Цвет' }, 2: { attribute: 'Вес' }, состав: { attribute: 'Состав' } };

describe('characteristicsOf', () => {
  it('types values and finds characteristics by id and by name', () => {
    const { values, reasons } = characteristicsOf(product({ Цвет: ['белый'], Вес: ['1 250,5 г'], Состав: ['лён', 'хлопок', 'шёлк'] }), sources, known);
    expect(values).toEqual([{ id: 2, value: 1250.5 }, { id: 1, value: ['белый'] }, { id: 4, value: ['лён', 'хлопок', 'шёлк'] }]);
    expect(reasons).toEqual([]);
  });

  it('names a required one that is missing, and the place in the mapping', () => {
    const { reasons } = characteristicsOf(product({}), sources, known);
    expect(reasons).toEqual([expect.objectContaining({ code: 'occwo.attribute-missing', field: 'Цвет', hint: expect.stringContaining('"Одежда > Футболки"') })]);
  });

  it('does not ask for one that has a field of its own in the card', () => {
    expect(characteristicsOf(product({ Цвет: ['белый'] }), sources, known).reasons).toEqual([]);
  });

  it('refuses text for a number, once', () => {
    const { reasons } = characteristicsOf(product({ Цвет: ['белый'], Вес: ['лёгкий'] }), sources, known);
    expect(reasons).toEqual([expect.objectContaining({ code: 'occwo.attribute-no-number', message: expect.stringContaining('"лёгкий"') })]);
  });

  it('refuses a characteristic that the subject does not have', () => {
    expect(characteristicsOf(product({ Цвет: ['белый'] }), { ...sources, Вкус: 'name' }, known).reasons).toEqual([expect.objectContaining({ code: 'occwo.attribute-unknown', field: 'Вкус' })]);
  });

  it('sends as many values as the characteristic takes, and says so', () => {
    const { values, warnings } = characteristicsOf(product({ Цвет: ['белый', 'синий', 'красный'] }), sources, known);
    expect(values).toEqual([{ id: 1, value: ['белый', 'синий'] }]);
    expect(warnings).toEqual([expect.objectContaining({ code: 'occwo.attribute-cut' })]);
  });
});

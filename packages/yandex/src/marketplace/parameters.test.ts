import { describe, expect, it } from 'vitest';
import type { AttributeSource } from '@occwo/core';
import { parameterValues } from './parameters.js';
import type { CategoryParameter } from './parameters.js';
import { productOf } from './testing/product.js';

const base = { required: false, multivalue: false, allowCustomValues: false, values: [], units: [] };
const parameters: readonly CategoryParameter[] = [
  { ...base, id: 101, name: 'Цвет товара', type: 'ENUM', multivalue: true, allowCustomValues: true, values: [{ id: 5, value: 'Чёрный' }, { id: 6, value: 'белый' }] },
  { ...base, id: 201, name: 'Размер', type: 'ENUM', required: true, values: [{ id: 9, value: '42' }] },
  { ...base, id: 301, name: 'Беспроводные', type: 'BOOLEAN' },
  { ...base, id: 401, name: 'Время работы', type: 'NUMERIC', units: [{ id: 40101, name: 'ч', fullName: 'час' }], minValue: 0, maxValue: 100 },
  { ...base, id: 501, name: 'Состав', type: 'TEXT', maxLength: 10 },
];
const product = productOf('A', {
  attributes: [
    { name: 'Цвет', values: ['черный', 'БЕЛЫЙ', 'фуксия'] },
    { name: 'Размер', values: ['42'] },
    { name: 'Bluetooth', values: ['Да'] },
    { name: 'Работа', values: ['12,5'], unit: 'час' },
    { name: 'Состав', values: ['хлопок 100 процентов'] },
  ],
});
const fill = (attributes: Record<string, AttributeSource>) => parameterValues(product, attributes, parameters);

describe('parameterValues', () => {
  it('finds listed values by their text, whatever case and ё, and sends others as own values where that is allowed', () => {
    expect(fill({ 'цвет товара': { attribute: 'Цвет' }, Размер: { attribute: 'Размер' } })).toEqual({
      values: [
        { parameterId: 101, valueId: 5, value: 'Чёрный' }, { parameterId: 101, valueId: 6, value: 'белый' }, { parameterId: 101, value: 'фуксия' },
        { parameterId: 201, valueId: 9, value: '42' },
      ],
      warnings: [], reasons: [],
    });
  });

  it('takes a parameter by id, a dictionary id as it is, and a constant', () => {
    expect(fill({ '201': { dictionaryId: 77, value: '46' }, '501': { value: 'лён' } }).values).toEqual([
      { parameterId: 201, valueId: 77, value: '46' }, { parameterId: 501, value: 'лён' },
    ]);
  });

  it('writes yes as true, and a decimal comma as a dot with the id of the unit', () => {
    expect(fill({ Беспроводные: { attribute: 'Bluetooth' }, 'Время работы': { attribute: 'Работа' } }).values).toEqual([
      { parameterId: 301, value: 'true' }, { parameterId: 401, value: '12.5', unitId: 40101 },
    ]);
  });

  it.each([
    ['Размер', { value: '99' }, /not in Market's list \(42\)/],
    ['Размер', { value: ['42', '42'] }, /one value/],
    ['Беспроводные', { value: 'иногда' }, /yes or no/],
    ['Время работы', { value: 'долго' }, /a number/],
    ['Время работы', { value: '500' }, /from 0 to 100/],
    ['Состав', { attribute: 'Состав' }, /10 characters/],
  ])('leaves a wrong value of %s out with a warning', (name, source, message) => {
    const left = fill({ Размер: { value: '42' }, [name]: source }).warnings.filter(({ code }) => code === 'occwo.value-left-out');
    expect(left).toMatchObject([{ field: name, message: expect.stringMatching(message) }]);
  });

  it('leaves a value of another unit out', () => {
    const days = productOf('A', { attributes: [{ name: 'Работа', values: ['2'], unit: 'дн' }] });
    expect(parameterValues(days, { 'Время работы': { attribute: 'Работа' } }, parameters).warnings[0]?.message).toMatch(/unit "дн" is none of ч/);
  });

  it('warns of a required parameter without a value, because Market makes no card then', () => {
    expect(fill({}).warnings).toMatchObject([{ code: 'occwo.required-parameter-missing', field: 'Размер' }]);
  });

  it('refuses the product when the mapping names a parameter that the category does not have', () => {
    expect(fill({ Вкус: { value: 'сладкий' } }).reasons).toMatchObject([{ code: 'occwo.parameter-unknown', field: 'Вкус' }]);
  });

  it('refuses the product when a function of the mapping fails', () => {
    const broken = () => { throw new TypeError('no colour here'); };
    expect(fill({ Размер: broken }).reasons).toMatchObject([{ code: 'occwo.mapping-failed', field: 'Размер', message: expect.stringContaining('no colour here') }]);
    expect(fill({ Размер: () => '42' }).values).toEqual([{ parameterId: 201, valueId: 9, value: '42' }]);
  });
});

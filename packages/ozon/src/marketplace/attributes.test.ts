import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { sandboxCategories } from '../sandbox/categories.js';
import { shopRequester } from '../sandbox/testing/shop-requester.js';
import type { CategoryMapping } from '@occwo/core';
import { cardAttributes } from './attributes.js';
import { ozonCalls } from './calls.js';
import { categoryDirectory } from './category-directory.js';
import type { OzonCategory } from './mapping.js';
import { product } from './testing/products.js';

const shirts = sandboxCategories.find(({ typeName }) => typeName === 'Футболка')!;
const category: OzonCategory = { descriptionCategoryId: shirts.descriptionCategoryId, typeId: shirts.typeId };

function setUp() {
  const shop = shopRequester({ clock: fakeClock() });
  const directory = categoryDirectory(ozonCalls(shop));
  const of = async (attributes: CategoryMapping<OzonCategory>['attributes'], change = {}) => {
    const result = await cardAttributes(product('A', change), { ...category, ...(attributes && { attributes }) }, directory);
    return 'attributes' in result ? Object.fromEntries(result.attributes.map(({ id, values }) => [id, values])) : result.reasons;
  };
  return { shop, directory, of };
}

describe('attributes of a card', () => {
  it('takes ids and names, and looks values up in the dictionary', async () => {
    const attributes = [{ name: 'Цвет', values: ['Тёмно-Синий'] }, { name: 'Размер', values: ['48'] }];
    const found = await setUp().of({ 'цвет товара': { attribute: 'Цвет' }, 4295: { attribute: 'Размер' } }, { attributes });
    expect(found).toMatchObject({
      10096: [{ dictionary_value_id: 10_096_007, value: 'Тёмно-Синий' }],
      4295: [{ dictionary_value_id: 4_295_005, value: '48' }],
    });
  });

  it('sends text as it is where the dictionary has no such value', async () => {
    expect(await setUp().of({ 10096: { value: 'индиго' }, 4295: { value: '4' } })).toMatchObject({ 10096: [{ value: 'индиго' }], 4295: [{ value: '4' }] });
  });

  it('takes a dictionary id without a look', async () => {
    const { of, shop } = setUp();
    expect(await of({ 10096: { dictionaryId: 5, value: 'x' } })).toMatchObject({ 10096: [{ dictionary_value_id: 5, value: 'x' }] });
    expect(shop.calls.some(({ route }) => route.endsWith('/search'))).toBe(false);
  });

  it('fills brand, annotation and model by themselves, unless the mapping does', async () => {
    const change = { brand: 'Тихий Дон', description: 'Хорошая', group: 'G1' };
    expect(await setUp().of({}, change)).toEqual({ 31: [{ value: 'Тихий Дон' }], 9048: [{ value: 'G1' }], 4191: [{ value: 'Хорошая' }] });
    expect(await setUp().of({ 9048: 'name' }, change)).toMatchObject({ 9048: [{ value: 'Товар A' }] });
  });

  it('names an attribute that the category does not have, and those it has', async () => {
    expect(await setUp().of({ Рост: { attribute: 'Рост' } })).toEqual([
      expect.objectContaining({ code: 'occwo.attribute-unknown', field: 'Рост', hint: expect.stringContaining('Цвет товара') }),
    ]);
  });

  it('asks for a category and for a value once, however many ask at the same time', async () => {
    const { of, shop } = setUp();
    await Promise.all(Array.from({ length: 5 }, () => of({ 10096: { value: 'белый' } })));
    expect(shop.calls.map(({ route }) => route)).toEqual(['POST /v1/description-category/attribute', 'POST /v1/description-category/attribute/values/search']);
  });

  it('leaves an unknown category to the import', async () => {
    const { directory } = setUp();
    await expect(directory.attributes({ descriptionCategoryId: 1, typeId: 2 })).resolves.toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Product } from '../model/product.js';
import { attributeValues, withDefaults } from './attribute-values.js';
import { findMapping } from './find-mapping.js';

const product: Product = {
  sku: 'A-1', name: 'Лампа', brand: 'Свет', category: { id: '10103', name: 'Умный дом', path: ['Электроника', 'Умный дом'] },
  barcodes: [], photos: [], attributes: [{ name: 'Цвет', values: ['белый', 'чёрный'] }],
};

describe('findMapping', () => {
  const found = (mappings: Record<string, { typeId: number }>) => findMapping(mappings, product.category)?.typeId;

  it('prefers the whole path, then the id, then the name, then the parents, then the rest', () => {
    const all = { '*': { typeId: 5 }, Электроника: { typeId: 4 }, 'Умный дом': { typeId: 3 }, '10103': { typeId: 2 }, 'Электроника > Умный дом': { typeId: 1 } };
    const keys = ['Электроника > Умный дом', '10103', 'Умный дом', 'Электроника', '*'] as const;
    let left: Record<string, { typeId: number }> = { ...all };
    expect(keys.map((key) => {
      const typeId = found(left);
      left = Object.fromEntries(Object.entries(left).filter(([name]) => name !== key));
      return typeId;
    })).toEqual([1, 2, 3, 4, 5]);
    expect(found({})).toBeUndefined();
  });

  it('does not take a property of Object for a category', () => {
    expect(findMapping({}, { id: 'constructor', name: 'toString', path: ['toString'] })).toBeUndefined();
  });
});

describe('attributeValues', () => {
  it.each([
    ['brand' as const, ['Свет']],
    ['vendorCode' as const, []],
    [{ attribute: 'Цвет' }, ['белый', 'чёрный']],
    [{ attribute: 'Нет такого' }, []],
    [{ attribute: 'Нет такого', default: 'да' }, ['да']],
    [{ value: 5 }, ['5']],
    [{ value: ['a', 'b'] }, ['a', 'b']],
    [{ dictionaryId: 1, value: 'Россия' }, ['Россия']],
    [(item: Product) => item.sku, ['A-1']],
  ])('reads %j', (source, values) => {
    expect(attributeValues(source, product)).toEqual(values);
  });
});

describe('withDefaults', () => {
  it('fills in only what the product lacks', () => {
    const filled = withDefaults({ ...product, weightG: undefined }, { weightG: 300, brand: 'Нет бренда' });
    expect(filled).toMatchObject({ weightG: 300, brand: 'Свет' });
    expect(withDefaults(product, undefined)).toBe(product);
  });
});

import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../marketplace/wire.js';
import { isBarcode } from './barcode.js';
import { cardErrors } from './card-rules.js';
import { genericCategory, sandboxCategories } from './categories.js';
import { ItemQuota } from './item-quota.js';
import { priceRefusal } from './price-rules.js';

const good: ImportItem = {
  offer_id: 'A', name: 'Товар', description_category_id: genericCategory.descriptionCategoryId, type_id: genericCategory.typeId,
  price: '100.00', old_price: '0', currency_code: 'RUB', primary_image: 'https://x.example/1.jpg', images: [],
  depth: 100, width: 100, height: 100, weight: 200, dimension_unit: 'mm', weight_unit: 'g', attributes: [],
};
const codes = (change: Partial<ImportItem>) => cardErrors({ ...good, ...change }).map(({ code, field }) => `${code} ${field}`);
const photos = (count: number) => Array.from({ length: count }, (_, index) => `https://x.example/${index}.jpg`);

describe('cards', () => {
  it('takes a good one', () => expect(codes({})).toEqual([]));

  it.each<[string, Partial<ImportItem>, string]>([
    ['check digit', { barcode: '4601234567890' }, 'barcode_invalid barcode'],
    ['short barcode', { barcode: '4601234567' }, 'barcode_invalid barcode'],
    ['name', { name: ' ' }, 'EMPTY_REQUIRED name'],
    ['long name', { name: 'я'.repeat(501) }, 'name_too_long name'],
    ['article', { offer_id: 'a'.repeat(51) }, 'VALUE_MAX_LIMIT offer_id'],
    ['price', { price: '0' }, 'price_is_negative price'],
    ['old price', { old_price: '100.00' }, 'old_price_less_than_price old_price'],
    ['photos', { images: photos(30) }, 'VALUE_MAX_LIMIT images'],
    ['no photo', { primary_image: '' }, 'EMPTY_REQUIRED primary_image'],
    ['photo link', { primary_image: 'file.jpg' }, 'all_image_failed images'],
    ['size', { depth: 0 }, 'missing_dimension dimensions'],
    ['density', { weight: 20_000 }, 'Incorrect_density weight'],
    ['VAT', { vat: '0.18' }, 'vat_invalid vat'],
    ['category', { description_category_id: 1 }, 'description_category_invalid description_category_id'],
    ['type', { type_id: 1 }, 'description_category_has_no_description_type type_id'],
  ])('refuses: %s', (_, change, expected) => expect(codes(change)).toEqual([expected]));

  it('takes what is just inside', () => {
    expect(codes({ name: 'я'.repeat(500), images: photos(29), barcode: '4601234567893', old_price: '100.01', vat: '0.22' })).toEqual([]);
    expect(codes({ depth: 10, width: 10, height: 10, dimension_unit: 'cm', weight: 1, weight_unit: 'kg' })).toEqual([]);
  });

  it('wants required attributes, and values of the dictionary', () => {
    const shirt = sandboxCategories.find(({ typeName }) => typeName === 'Футболка')!;
    const attributes = [{ id: 31, complex_id: 0, values: [{ value: 'Б' }] }, { id: 9048, complex_id: 0, values: [{ value: 'М' }] }, { id: 10_096, complex_id: 0, values: [{ value: 'индиго' }] }];
    const errors = cardErrors({ ...good, description_category_id: shirt.descriptionCategoryId, type_id: shirt.typeId, attributes });
    expect(errors.map(({ code, attribute_name }) => [code, attribute_name])).toEqual([
      ['error_attribute_values_out_of_range', 'Цвет товара'],
      ['EMPTY_REQUIRED', 'Российский размер'],
    ]);
  });
});

describe('barcodes', () => {
  it.each(['4601234567893', '96385074', '036000291452', '10012345678902', 'OZN123'])('%s is one', (code) => expect(isBarcode(code)).toBe(true));
  it.each(['4601234567890', '123', '', 'abc', '46012345678931'])('%s is none', (code) => expect(isBarcode(code)).toBe(false));
});

describe('prices', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['300', '320', undefined, 'discount_for_low_price_is_too_small'],
    ['300', '320.01', undefined, undefined],
    ['400', '419', undefined, 'discount_for_low_price_is_too_small'],
    ['1000', '1050', undefined, 'discount_for_average_price_is_too_small'],
    ['1000', '1050.01', undefined, undefined],
    ['20000', '20500', undefined, 'discount_for_top_price_is_too_small'],
    ['20000', '20501', undefined, undefined],
    ['100', '1000', undefined, 'discount_too_big'],
    ['100', '999', undefined, undefined],
    ['100', '90', undefined, 'old_price_less_than_price'],
    ['0', '0', undefined, 'price_negative'],
    ['100', '0', '101', 'price_less_than_min_auto_price'],
    ['100', '0', '49', 'min_auto_price_too_small'],
    ['100', '0', '50', undefined],
  ])('%s before %s, lowest %s: %s', (price, oldPrice, minPrice, code) => {
    expect(priceRefusal(price, oldPrice, minPrice)?.code).toBe(code);
  });
});

describe('item quotas', () => {
  it('counts by the minute and by the day, and starts anew', async () => {
    const clock = fakeClock(Date.UTC(2026, 0, 1, 23, 58, 30));
    const quota = new ItemQuota({ perMinute: 10, perDay: 25 }, clock);
    expect(quota.take(10, 0)).toBeUndefined();
    expect(quota.take(1, 0)).toEqual({ waitMs: 30_000, remaining: 0 });
    await clock.advance(30_000);
    expect(quota.take(10, 0)).toBeUndefined();
    expect(quota.take(6, 0)).toMatchObject({ waitMs: 60_000, remaining: 5 });
    expect(quota.state()).toEqual({ created: 20, updated: 0, resetAt: '2026-01-02T00:00:00.000Z' });
    await clock.advance(60_000);
    expect(quota.take(6, 4)).toBeUndefined();
  });
});

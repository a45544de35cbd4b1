import { describe, expect, it } from 'vitest';
import { configShape } from './config-shape.js';
import type { OccwoConfig, OzonConfig, WildberriesConfig, YandexConfig } from './define-config.js';

// Every key that the types know, with one example: a key that is added to a mapping and not to the schema fails here.
const common = { attributes: { Цвет: { attribute: 'Цвет', default: 'белый' }, Бренд: 'brand', Пол: { value: ['Женский'] }, Страна: { dictionaryId: 1, value: 'Россия' }, Вид: () => 'x' } } as const;
const defaults = { weightG: 1, dimensions: { lengthMm: 1, widthMm: 1, heightMm: 1 }, vat: 22, brand: 'Б', countryOfOrigin: 'Россия' } as const;
const ozon: Required<OzonConfig> = {
  readOnly: false, clientId: '1', apiKey: { env: 'K' }, categories: { '*': { descriptionCategoryId: 1, typeId: 2, ...common, defaults } }, defaults,
  warehouses: { main: 1, north: '2' },
};
const wildberries: Required<WildberriesConfig> = {
  readOnly: true, token: 't', categories: { '*': { subjectId: 1, title: 'name', size: { attribute: 'Размер' }, russianSize: { value: '44' }, ...common, defaults } },
  defaults, warehouses: { main: 1 }, currency: 'RUB', photos: 'missing',
};
const yandex: Required<YandexConfig> = {
  readOnly: false, apiKey: { env: 'K' }, businessId: 1, campaignId: { env: 'C' }, categories: { '*': { marketCategoryId: 1, ...common, defaults } },
  defaults, warehouses: { main: 1, north: { campaignId: 2 }, south: { warehouseId: 3 } },
};
const whole: Required<OccwoConfig> = { readOnly: false, database: { env: 'D' }, ledger: 'ledger.sqlite', sagas: './sagas.js', ozon, wildberries, yandex };

describe('configShape', () => {
  it('knows every key that the types know', () => expect(configShape.check(whole, '')).toEqual([]));
  it('takes an empty config', () => expect(configShape.check({}, '')).toEqual([]));
});

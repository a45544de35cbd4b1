import { describe, expect, it } from 'vitest';
import { stemOf } from './word-stem.js';

describe('stemOf', () => {
  it.each([
    [['остатки', 'остатков', 'остатками', 'Остаток', 'остатках'], 'остатк'],
    [['цены', 'цена', 'цен', 'ценами', 'ЦЕНУ'], 'цен'],
    [['заказы', 'заказов', 'заказ', 'заказами'], 'заказ'],
    [['отчёт', 'отчеты', 'отчётов'], 'отчет'],
    [['отправление', 'отправлений', 'отправления', 'отправлениями'], 'отправлен'],
    [['новые', 'новых', 'новая'], 'нов'],
  ])('of %j is %s', (words, stem) => expect(words.map(stemOf)).toEqual(words.map(() => stem)));

  it('leaves short and foreign words alone', () => {
    expect(['акт', 'ии', 'FBS', 'stocks'].map(stemOf)).toEqual(['акт', 'ии', 'fbs', 'stocks']);
  });
});

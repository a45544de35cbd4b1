import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWhole, writeTemporary } from '../testing/catalogue-files.js';
import { columnNames } from './csv-columns.js';

const readText = (text: string | Uint8Array, name = 'goods.csv') => readWhole(writeTemporary(name, text));

describe('readCsv', () => {
  it('reads Russian headers, attributes with units, lists, stocks by warehouse', async () => {
    const { products } = await readText(
      'Артикул;Название;Категория;ID категории;Бренд;Штрихкод;Фото;Цена;Старая цена;НДС;Вес, кг;Длина, см;Ширина, см;Высота, см;Остаток;Остаток: север;Характеристика: Мощность [Вт];param:Цвет\n' +
        '0557;"Лампа ""Свет"";\nдва слова";Дом > Свет;12;Полюс;4601|4602;https://a/1.jpg|https://a/2.jpg;1 490,50;1990;22%;0,25;12;6.5;6;7;3;9;белый|серый\n',
    );
    expect(products).toEqual([{
      sku: '0557', name: 'Лампа "Свет";\nдва слова', category: { id: '12', name: 'Свет', path: ['Дом', 'Свет'] }, brand: 'Полюс',
      barcodes: ['4601', '4602'], photos: ['https://a/1.jpg', 'https://a/2.jpg'],
      price: { price: { amount: '1490.50', currency: 'RUB' }, oldPrice: { amount: '1990', currency: 'RUB' } },
      vat: 22, weightG: 250, dimensions: { lengthMm: 120, widthMm: 65, heightMm: 60 }, stock: { main: 7, север: 3 },
      attributes: [{ name: 'Мощность', unit: 'Вт', values: ['9'] }, { name: 'Цвет', values: ['белый', 'серый'] }],
      source: { file: expect.any(String), line: 2 },
    }]);
  });

  it.each([
    ['comma', 'sku,name,category,price\na,Tea,Food,5\n'],
    ['tab', 'sku\tname\tcategory\tprice\na\tTea\tFood\t5\n'],
    ['byte order mark and CRLF', '\ufeffsku;name;category;price\r\na;Tea;Food;5\r\n'],
  ])('%s', async (_name, text) => {
    expect((await readText(text)).products).toMatchObject([{ sku: 'a', name: 'Tea', price: { price: { amount: '5' } }, source: { line: 2 } }]);
  });

  it('reads windows-1251', async () => {
    const bytes = Buffer.from([...'sku;name;category\na;'].map((letter) => letter.charCodeAt(0)).concat([0xd7, 0xe0, 0xe9], [...';x\n'].map((letter) => letter.charCodeAt(0))));
    expect((await readText(bytes)).products[0]?.name).toBe('Чай');
  });

  it('reports a bad row with its line and fields, and reads on', async () => {
    const { items, problems } = await readText(
      'sku;name;category;price;stock;vat\na;Tea;Food;дорого;-1;18\n;;;;;\n\nb;"two\nlines";Food;1;2;22\nc;Tea;Food;1;2;22;surplus\nd;Tea;Food;1;2;22\n',
    );
    expect(items.map((item) => (item.type === 'product' ? [item.product.sku, item.line] : [item.problem.sku, item.problem.line]))).toEqual([
      ['a', 2], [undefined, 3], ['b', 5], ['c', 7], ['d', 8],
    ]);
    expect(problems[0]?.reasons.map(({ code, field }) => [code, field])).toEqual([
      ['occwo.amount-invalid', 'price'], ['occwo.vat-unknown', 'vat'], ['occwo.pieces-invalid', 'stock.main'],
    ]);
    expect(problems[1]?.reasons.map((reason) => reason.code)).toEqual(['occwo.sku-missing', 'occwo.name-missing', 'occwo.category-missing']);
    expect(problems[2]?.reasons[0]?.message).toBe('The row has 7 cells, the header has 6. Quote cells that contain the delimiter.');
  });

  it('says what is wrong with the file as a whole', async () => {
    await expect(readText('price;colour\n1;red\n')).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('no column "Артикул / sku"') });
    await expect(readText('sku;name;category\n')).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('holds no products') });
    await expect(readText(`sku;name;category\na;"Tea;Food\n${'b;Tea;Food\n'.repeat(200_000)}`)).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('broken near line') });
    const late = Buffer.concat([Buffer.from(`sku;name;category\n${'a;Чай;Food\n'.repeat(10_000)}`), Buffer.from([0xd7, 0xe0, 0xe9]), Buffer.from(';b;c\n')]);
    await expect(readText(late)).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('UTF-8') });
  });
});

describe('columnNames', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

  it.each(Object.values(columnNames).flat())('%s is in the README', (name) => expect(readme).toContain(name));
});

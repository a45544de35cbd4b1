import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkYml } from '../check/check-yml.js';
import { writeYmlFromTable } from './write-table.js';

const shop = { name: 'Магазин', company: 'ООО', url: 'https://shop.example' };
let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yml-table-'));
  target = join(folder, 'feed.xml');
});

async function convert(name: string, content: string | Buffer) {
  await writeFile(join(folder, name), content);
  const result = await writeYmlFromTable(join(folder, name), target, { shop, date: '2026-01-02 10:00' });
  return { result, xml: await readFile(target, 'utf8') };
}

describe('writeYmlFromTable', () => {
  const csv = [
    'id;name;price;currencyId;category;pictures;sales_notes;available;param:Цвет;"param:Объём, л";dimensions;description',
    '1;Чайник;990.50;RUB;Кухня > Чайники;https://a.example/1.jpg|https://a.example/2.jpg;Предоплата;true;белый;1.7;20/30/10;"Строка 1',
    'строка ""2"""',
    '2;"Ковш; большой";500;RUB;Кухня > Ковши;;;false;;2;;',
  ].join('\r\n');
  const expected = [
    '<offer id="1" available="true"><price>990.50</price><currencyId>RUB</currencyId><categoryId>2</categoryId><picture>https://a.example/1.jpg</picture><picture>https://a.example/2.jpg</picture><name>Чайник</name><description>Строка 1\r\nстрока &quot;2&quot;</description><sales_notes>Предоплата</sales_notes><dimensions>20/30/10</dimensions><param name="Цвет">белый</param><param name="Объём" unit="л">1.7</param></offer>',
    '<offer id="2" available="false"><price>500</price><currencyId>RUB</currencyId><categoryId>3</categoryId><name>Ковш; большой</name><param name="Объём" unit="л">2</param></offer>',
  ];

  it('turns CSV into a sound feed, in UTF-8 and as spreadsheets save it', async () => {
    for (const content of [csv, `\ufeff${csv}`, iconv.encode(csv, 'windows-1251')]) {
      const { result, xml } = await convert('offers.csv', content);
      expect(result.offers).toBe(2);
      for (const offer of expected) expect(xml).toContain(offer);
      expect(xml).toContain('<category id="3" parentId="1">Ковши</category>');
    }
    expect((await checkYml(target)).errors).toBe(0);
  });

  it('turns JSONL of offers and of products into a feed', async () => {
    const rows = [
      { id: 'A1', name: 'Чайник', price: 990, currencyId: 'RUB', category: 'Кухня', params: [{ name: 'Цвет', value: 'белый' }], age: { value: 6, unit: 'month' } },
      { sku: 'B2', name: 'Ковш', category: { id: 'k', name: 'Ковши', path: ['Кухня', 'Ковши'] }, barcodes: [], photos: [], attributes: [], price: { price: { amount: '5.50', currency: 'RUB' } } },
    ];
    const { xml } = await convert('offers.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(xml).toContain('<age unit="month">6</age>');
    expect(xml).toContain('<offer id="B2"><price>5.50</price><currencyId>RUB</currencyId><categoryId>2</categoryId><name>Ковш</name></offer>');
    expect((await checkYml(target)).errors).toBe(0);
  });

  it('leaves out the rows that cannot be read, and tells why, if somebody listens', async () => {
    const told = async (name: string, content: string) => {
      const rows: string[] = [];
      await writeFile(join(folder, name), content);
      const { offers } = await writeYmlFromTable(join(folder, name), target, { shop, onRowProblem: ({ row, offerId = '', reason }) => rows.push(`${row} ${offerId}: ${reason.en} / ${reason.ru}`) });
      return { offers, rows };
    };
    expect(await told('a.csv', 'id;name;price;age\n1;x;5;\n2;y;6;;7\n;z;8;\n4;w;9;{')).toEqual({
      offers: 1,
      rows: ['3 : it has 5 cells, the header has 4 / ячеек: 5, а в заголовке: 4', '4 : the field id is missing / нет поля id', '5 4: the field age is no JSON / в поле age не JSON'],
    });
    const category = { id: '1', name: 'c', path: ['c'] };
    const products = [
      { sku: 'A', name: 'x', category, barcodes: [], photos: [], attributes: [], price: { price: { amount: '5', currency: 'RUB' } } },
      { sku: 'B', name: 'x', category, barcodes: [], photos: [], attributes: [] }, { sku: 'C', name: 'x', category, price: { price: { amount: '5', currency: 'RUB' } } },
      { sku: 'D', name: 'x', category: {}, price: { price: { amount: '5', currency: 'RUB' } } }, { id: '1', nmae: 'x' },
    ];
    const { offers, rows } = await told('b.jsonl', [...products.map((row) => JSON.stringify(row)), '[1]', '{"id":'].join('\n'));
    expect(offers).toBe(1);
    expect(rows.map((row) => row.replace(/JSON \(.*?\)/g, 'JSON'))).toEqual([
      '2 B: the product B has no price / у товара B нет цены', '3 C: the field photos must be a list / в поле photos должен быть список', '4 D: it is no whole product (category.path) / это не целый товар (category.path)',
      '5 1: "nmae" is no field of an offer / у предложения нет поля «nmae»', '6 : it is no JSON object / это не объект JSON', '7 : it is no JSON / это не JSON',
    ]);
    await expect(told('c.csv', 'id;naem\n1;x')).rejects.toMatchObject({ code: 'row-invalid', message: expect.stringMatching(/Row 2.*naem/) });
  });

  it('names the row and the column that cannot be read', async () => {
    await expect(convert('a.csv', 'id;naem\n1;x')).rejects.toMatchObject({ code: 'row-invalid', message: expect.stringMatching(/Row 2.*naem/) });
    await expect(convert('a.csv', 'id;name\n1;x;y')).rejects.toMatchObject({ code: 'row-invalid' });
    await expect(convert('a.csv', 'name\nx')).rejects.toMatchObject({ code: 'row-invalid', message: expect.stringContaining('id') });
    await expect(convert('a.jsonl', '{"id":1}\n{"id":')).rejects.toMatchObject({ code: 'row-invalid', message: expect.stringContaining('Row 2') });
    await expect(convert('a.jsonl', '[1]')).rejects.toMatchObject({ code: 'row-invalid' });
    await expect(convert('a.txt', 'id')).rejects.toMatchObject({ code: 'bad-input' });
  });
});

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { feedOf, readWhole, writeTemporary } from '../testing/catalogue-files.js';

const readText = (text: string) => readWhole(writeTemporary('feed.xml', text));
const shared = fileURLToPath(new URL('../../../../../shared/fixtures/yml/valid/ecom-simplified-ekb.xml', import.meta.url));

describe('readFeed', () => {
  it('makes a product of an offer', async () => {
    const { products } = await readText(feedOf(`<offer id="0557" group_id="9"><url>https://a/?b=1&amp;c=2</url><price>1490.50</price><oldprice>1990</oldprice><currencyId>RUR</currencyId>
      <categoryId>2</categoryId><picture>https://a/1.jpg</picture><picture>https://a/2.jpg</picture><name>Футболка &quot;Волна&quot;</name><vendor>Тихий Дон</vendor>
      <barcode>2000000000015</barcode><param name="Цвет">белый</param><param name="Цвет">синий</param><param name="Рост" unit="см">170</param><param name="">x</param>
      <weight>0.220</weight><dimensions>30/22/3.5</dimensions><vat>14</vat><count>5</count></offer>`));
    expect(products).toEqual([{
      sku: '0557', name: 'Футболка "Волна"', category: { id: '2', name: 'Футболки', path: ['Одежда', 'Футболки'] }, brand: 'Тихий Дон', group: '9', url: 'https://a/?b=1&c=2',
      barcodes: ['2000000000015'], photos: ['https://a/1.jpg', 'https://a/2.jpg'], attributes: [{ name: 'Цвет', values: ['белый', 'синий'] }, { name: 'Рост', values: ['170'], unit: 'см' }],
      weightG: 220, dimensions: { lengthMm: 300, widthMm: 220, heightMm: 35 }, vat: 22, stock: { main: 5 },
      price: { price: { amount: '1490.50', currency: 'RUB' }, oldPrice: { amount: '1990', currency: 'RUB' } }, source: { file: expect.any(String), line: 7 },
    }]);
  });

  it('knows the dialects: vendor.model, outlets, an offer that is not available', async () => {
    const { products } = await readText(feedOf(`
      <offer id="1" type="vendor.model"><price>1</price><categoryId>2</categoryId><typePrefix>Чайник</typePrefix><vendor>Заря</vendor><model>М-1</model><vat>10</vat></offer>
      <offer id="2"><name>A</name><categoryId>1</categoryId><outlets><outlet instock="3" warehouse_name="Север"/><outlet id="7" instock="4"/></outlets></offer>
      <offer id="3" available="false"><name>B</name><categoryId>1</categoryId></offer>`));
    expect(products.map(({ name, stock, vat }) => [name, stock, vat])).toEqual([['Чайник Заря М-1', undefined, 5], ['A', { Север: 3, 7: 4 }, undefined], ['B', { main: 0 }, undefined]]);
  });

  it('rejects an offer of a dangling category by name, line and category, and no other', async () => {
    const { products, problems } = await readText(feedOf('<offer id="a"><name>A</name><categoryId>777</categoryId></offer>\n<offer id="b"><name>B</name><categoryId>2</categoryId></offer>'));
    expect(products.map((product) => product.sku)).toEqual(['b']);
    expect(problems).toMatchObject([{ sku: 'a', line: 7, reasons: [{ code: 'occwo.category-unknown', field: 'categoryId' }] }]);
    expect(problems[0]?.reasons[0]?.message).toMatch(/a .*777/);
  });

  it('ends where parents of categories go round in a circle', async () => {
    const { products } = await readText(feedOf('<offer id="a"><name>A</name><categoryId>1</categoryId></offer>', '<category id="1" parentId="2">A</category><category id="2" parentId="1">B</category>'));
    expect(products[0]?.category.path).toEqual(['B', 'A']);
  });

  it('refuses a feed without categories, and what is no feed, in the language of the reader', async () => {
    await expect(readText(feedOf('<offer id="a"><name>A</name><categoryId>1</categoryId></offer>', ''))).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('no categories') });
    const error = await readText('sku;name\n').catch((reason: unknown) => reason as { code: string; describe(language: string): string });
    expect(error).toMatchObject({ code: 'input' });
    expect((error as { describe(language: string): string }).describe('ru')).toContain('не XML');
  });

  it.skipIf(!existsSync(shared))('reads the published sample of 36 offers', async () => {
    const { items, problems } = await readWhole(shared);
    expect(items).toHaveLength(36);
    expect(problems).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { readWhole, writeTemporary } from '../testing/catalogue-files.js';

const readLines = (...lines: unknown[]) => readWhole(writeTemporary('goods.jsonl', lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')));

describe('readJsonl', () => {
  it('reads the short form', async () => {
    const { products } = await readLines({ sku: '1', name: 'Чай', category: 'Еда > Чай', categoryId: 51, price: 99.5, oldPrice: '120', stock: 4, vat: 10, attributes: { Вид: 'зелёный' } });
    expect(products).toMatchObject([{
      sku: '1', category: { id: '51', path: ['Еда', 'Чай'] }, price: { price: { amount: '99.5' }, oldPrice: { amount: '120' } },
      stock: { main: 4 }, vat: 10, attributes: [{ name: 'Вид', values: ['зелёный'] }],
    }]);
  });

  it('reads a canonical product as it was written', async () => {
    const product = {
      sku: '0557', name: 'Чай', description: 'd', brand: 'b', vendorCode: 'v', category: { id: '7', name: 'Чай', path: ['Еда', 'Чай'] },
      barcodes: ['2000000000015'], photos: ['https://a/1.jpg'], dimensions: { lengthMm: 1, widthMm: 2, heightMm: 3 }, weightG: 130, vat: 'none',
      attributes: [{ name: 'Масса', values: ['100'], unit: 'г' }], group: 'g', countryOfOrigin: 'Россия', url: 'https://a/',
      price: { price: { amount: '10.00', currency: 'RUB' }, oldPrice: { amount: '20.00', currency: 'RUB' } }, stock: { main: 1, north: 2 },
    };
    const { products } = await readLines(product);
    expect(products).toEqual([{ ...product, source: { file: expect.any(String), line: 1 } }]);
  });

  it('reports a line that is no object, and reads on', async () => {
    const { items } = await readLines('{"sku":', '[]', '', { sku: 'a', name: 'Чай', category: 'Еда' });
    expect(items.map((item) => (item.type === 'product' ? item.line : [item.problem.line, item.problem.reasons[0]?.code]))).toEqual([[1, 'occwo.row-json'], [2, 'occwo.row-json'], 4]);
  });

  it('refuses a file of blank lines', async () => {
    await expect(readLines('', ' ', '')).rejects.toMatchObject({ code: 'input' });
  });
});

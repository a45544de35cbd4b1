import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkYml, readYml } from '@occwo/yandex/yml';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../../../testing/catalogue-files.js';
import { schemaFaults } from '../../../testing/json-schemas.js';
import { runInput } from '../../../testing/run-input.js';
import { runFeedBuild } from './run-feed-build.js';
import type { FeedBuildInput } from './run-feed-build.js';

const outputFile = (name = 'feed.xml') => path.join(mkdtempSync(path.join(tmpdir(), 'occwo-build-')), name);
const shop = { name: 'Лавка', company: 'ООО «Лавка»', url: 'https://shop.example.com' };

async function build(source: string, input: Partial<FeedBuildInput> = {}, stdin = '') {
  const run = runInput(stdin);
  const output = input.output ?? outputFile();
  const exitCode = await runFeedBuild({ ...run, ...shop, profile: 'market', check: false, skipInvalid: false, source, ...input, output });
  return { exitCode, output, out: run.streams.out(), err: run.streams.err() };
}

async function offersOf(file: string) {
  const feed = await readYml(file);
  const offers: Record<string, string | undefined>[] = [];
  for await (const offer of feed.offers) {
    const category = feed.shop.categories.get(offer.text('categoryId') ?? '');
    offers.push({ id: offer.id, name: offer.text('name'), price: offer.text('price'), category: category?.name, parent: feed.shop.categories.get(category?.parentId ?? '')?.name });
  }
  return offers;
}

const expected = [
  { id: '1', name: 'Чайник', price: '100', category: 'Чайники', parent: 'Кухня' },
  { id: '2', name: 'Кружка {"}', price: '50.5', category: 'Кухня', parent: undefined },
];

describe('feed build', () => {
  const csv = 'id;name;price;currencyId;category\n1;Чайник;100;RUB;Кухня > Чайники\n2;"Кружка {""}";50.5;RUB;Кухня\n';
  const catalogue = 'Артикул;Название;Цена;Категория\n1;Чайник;100;Кухня > Чайники\n2;"Кружка {""}";50.5;Кухня\n';
  const offers = [{ id: '1', name: 'Чайник', price: 100, currencyId: 'RUB', category: 'Кухня > Чайники' }, { id: '2', name: 'Кружка {"}', price: '50.5', currencyId: 'RUB', category: 'Кухня' }];
  const products = [{ sku: '1', name: 'Чайник', price: '100', category: 'Кухня > Чайники' }, { sku: '2', name: 'Кружка {"}', price: '50.5', category: 'Кухня' }];
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

  it.each<[string, string, string | Uint8Array]>([
    ['a CSV of offers', 'offers.csv', csv], ['a packed CSV of offers', 'offers.csv.gz', gzipSync(csv)], ['a catalogue in CSV', 'goods.csv', catalogue],
    ['JSONL of offers', 'offers.jsonl', lines(offers)], ['JSONL of products', 'goods.jsonl', lines(products)], ['packed JSONL of products', 'goods.jsonl.gz', gzipSync(lines(products))],
    ['a JSON array of offers', 'offers.json', JSON.stringify(offers, undefined, 2)], ['a JSON array of products', 'goods.json', JSON.stringify(products)],
  ])('takes %s', async (_name, name, content) => {
    const { exitCode, output } = await build(writeTemporary(name, content));
    expect(exitCode).toBe(0);
    expect(await offersOf(output)).toEqual(expected);
    expect(await checkYml(output)).toMatchObject({ errors: 0, offers: 2 });
  });

  it.each([['csv', csv], ['csv', catalogue], ['jsonl', lines(offers)], ['json', JSON.stringify(products)]] as const)('takes %s from stdin', async (format, content) => {
    const { output } = await build('-', { format }, content);
    expect(await offersOf(output)).toEqual(expected);
  });

  it('says what it wrote', async () => {
    const { out, output } = await build(writeTemporary('offers.csv', csv), { json: true, maxOffers: 1 });
    const document = JSON.parse(out) as { index: string };
    expect(document).toMatchObject({ offers: 2, leftOut: 0, exitCode: 0, files: [{ offers: 1 }, { offers: 1 }] });
    expect(schemaFaults('feed-written', document)).toEqual([]);
    expect(existsSync(document.index)).toBe(true);
    expect(existsSync(output)).toBe(false);
  });

  it('writes windows-1251 and the dialect of Ozon, which has no shop', async () => {
    const narrow = await build(writeTemporary('offers.csv', csv), { encoding: 'windows-1251' });
    expect(readFileSync(narrow.output).includes(Buffer.from([0xd7, 0xe0, 0xe9, 0xed, 0xe8, 0xea]))).toBe(true); // «Чайник»
    const ozon = await build(writeTemporary('goods.jsonl', '{"sku":"1","name":"Чай","price":"10","category":"Чай","stock":{"Север":4}}\n'), { profile: 'ozon', name: undefined, company: undefined, url: undefined });
    expect(readFileSync(ozon.output, 'utf8')).toMatch(/<outlet instock="4" warehouse_name="Север"/);
  });

  it('takes the shop from a file, and flags over it', async () => {
    const file = writeTemporary('shop.json', JSON.stringify({ ...shop, phone: '8-800', categories: [{ id: 7, name: 'Посуда' }], currencies: [{ id: 'RUB' }] }));
    const table = writeTemporary('offers.csv', 'id;name;price;currencyId;categoryId\n1;Чайник;100;RUB;7\n');
    const { output } = await build(table, { shop: file, name: 'Другая', company: undefined, url: undefined });
    expect(await offersOf(output)).toMatchObject([{ id: '1', category: 'Посуда' }]);
    expect(readFileSync(output, 'utf8')).toMatch(/<name>Другая<\/name>[^]*<phone>8-800<\/phone>/);
    await expect(build(table, { shop: writeTemporary('shop.json', '{"nmae":"x"}') })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('nmae') });
  });

  it('names the row that cannot be read, and leaves the former feed', async () => {
    const output = writeTemporary('feed.xml', 'former');
    const bad = writeTemporary('goods.csv', 'Артикул;Название;Цена;Категория\n1;Чайник;дорого;Кухня\n2;Кружка;;Кухня\n3;Нож;5;Кухня\n');
    await expect(build(bad, { output })).rejects.toMatchObject({ code: 'findings', message: expect.stringMatching(/line 2, offer 1: .*"дорого".*amount-invalid/) });
    await expect(build(writeTemporary('offers.csv', 'id;name;prise\n1;a;2\n'), { output })).rejects.toMatchObject({ code: 'input', message: expect.stringMatching(/prise/) });
    expect(readFileSync(output, 'utf8')).toBe('former');
    const skipped = await build(bad, { output, skipInvalid: true });
    expect(skipped).toMatchObject({ exitCode: 3, out: expect.stringContaining('Left out: 2') });
    expect(skipped.err).toMatch(/line 2, offer 1[^]*line 3, offer 2: .*price-missing/);
    expect((await offersOf(output)).map(({ id }) => id)).toEqual(['3']);
  });

  it('does the same with a table of offers', async () => {
    const output = writeTemporary('feed.xml', 'former');
    const bad = writeTemporary('offers.csv', 'id;name;price;currencyId;category\n1;Чайник;100;RUB;Кухня;Кухня\n;Кружка;50;RUB;Кухня\n3;Нож;5;RUB;Кухня\n');
    await expect(build(bad, { output })).rejects.toMatchObject({ code: 'findings', message: expect.stringMatching(/line 2: .*6 cells.*row-columns.*--skip-invalid/) });
    expect(readFileSync(output, 'utf8')).toBe('former');
    const skipped = await build(bad, { output, skipInvalid: true, language: 'ru' });
    expect(skipped).toMatchObject({ exitCode: 3, out: expect.stringMatching(/2/) });
    expect(skipped.err).toMatch(/2: ячеек: 6[^]*3: нет поля id\. \[occwo\.row-id-missing\]/);
    expect((await offersOf(output)).map(({ id }) => id)).toEqual(['3']);
  });

  it('checks by the profile where it is asked to', async () => {
    const twice = writeTemporary('offers.csv', 'id;name;price;currencyId;category\n1;a;5;RUB;К\n1;b;6;RUB;К\n');
    await expect(build(twice, { check: true })).rejects.toMatchObject({ code: 'findings', message: expect.stringContaining('offer 1') });
    expect((await build(twice)).exitCode).toBe(0);
  });

  it.each<[string, Partial<FeedBuildInput>, RegExp]>([
    ['-', {}, /--format/], ['offers.docx', {}, /feed convert/], ['none.csv', {}, /none\.csv/], ['none.csv', { name: undefined }, /--name/],
  ])('%s %o is wrong usage', async (source, input, message) => {
    await expect(build(source, input)).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
  });
});

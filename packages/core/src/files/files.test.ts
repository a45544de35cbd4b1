import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, zipEntries } from './index.js';
import { fileName } from './file-name.js';
import { zipOf } from './testing/zip-of.js';

/** The bytes in pieces of a size, as a network hands them out. */
async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const all = async <Item>(items: AsyncIterable<Item>) => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const rows = (text: string | Uint8Array, options?: Parameters<typeof csvRows>[1]) => all(csvRows(pieces(Buffer.from(text as string)), options));

describe('zipEntries', () => {
  const text = 'Артикул;Цена\nA-1;10,5\n'.repeat(50);
  const files = [{ name: 'отчёт.csv', data: Buffer.from(text) }, { name: 'empty.csv', data: Buffer.alloc(0) }, { name: 'папка/b.csv', data: Buffer.from('x') }];

  it.each([
    { packed: false, described: false }, { packed: true, described: false }, { packed: true, described: true }, { packed: true, described: true, big: true },
  ])('reads stored, deflated, described and ZIP64 entries, in pieces of any size: %j', async (how) => {
    for (const size of [1, 13, 1_000_000]) {
      const found: [string, string][] = [];
      for await (const entry of zipEntries(pieces(zipOf(files, how), size))) found.push([entry.name, await entry.text()]);
      expect(found).toEqual(files.map(({ name, data }) => [name, data.toString()]));
    }
  });

  it('passes over what is not read, wholly or half', async () => {
    const archive = zipOf([{ name: 'a', data: Buffer.alloc(200_000, 'a') }, { name: 'b', data: Buffer.from('b') }], { packed: true, described: true });
    const names: string[] = [];
    for await (const entry of zipEntries(pieces(archive, 50))) {
      names.push(entry.name);
      for await (const _part of entry.content()) break;
    }
    expect(names).toEqual(['a', 'b']);
  });

  it.skipIf(spawnSync('zip', ['-v']).status !== 0)('reads what the zip program of the system makes', async () => {
    const archive = execFileSync('zip', ['-q', '-', '-'], { input: text });
    const found: string[] = [];
    for await (const entry of zipEntries(pieces(archive, 11))) found.push(entry.name, await entry.text());
    expect(found).toEqual(['-', text]);
  });

  it('refuses an archive that is cut off anywhere, and never gives less without a word', async () => {
    const archive = zipOf(files, { packed: true, described: true });
    for (let length = 2; length < archive.length; length += 1) {
      const read = (async () => { for await (const entry of zipEntries(pieces(archive.subarray(0, length), 64))) await entry.bytes(); })();
      await expect(read, String(length)).rejects.toMatchObject({ code: 'damaged-file' });
    }
  });

  it('refuses a changed byte of the content', async () => {
    const archive = Buffer.from(zipOf(files, { packed: false, described: false }));
    archive[80] = (archive[80] ?? 0) ^ 1;
    await expect(all(csvRows(pieces(archive)))).rejects.toMatchObject({ code: 'damaged-file' });
  });

  it('gives what is no archive as one file', async () => {
    const [entry] = await all(zipEntries(pieces(Buffer.from('a,b\n')), 'plain.csv'));
    expect([entry?.name, entry?.isArchived]).toEqual(['plain.csv', false]);
  });
});

describe('csvRows', () => {
  it('reads quotes, doubled quotes, line ends inside them, and empty lines', async () => {
    expect(await rows('a;b\r\n"1;""x""\r\ny";2\r\n\r\n3;\r\n')).toEqual([{ a: '1;"x"\r\ny', b: '2' }, { a: '3', b: '' }]);
  });

  it('finds delimiter and encoding out, drops the byte order mark and the lines above the header', async () => {
    expect(await rows('\uFEFF;Кампания № 1\nsku;Показы\n1;2\n', { skipLines: 1 })).toEqual([{ sku: '1', 'Показы': '2' }]);
    expect(await rows(new Uint8Array([0xd6, 0xe5, 0xed, 0xe0, 0x09, 0x62, 0x0a, 0x31, 0x09, 0x32]))).toEqual([{ 'Цена': '1', b: '2' }]);
    expect(await rows('a,b\n1,2')).toEqual([{ a: '1', b: '2' }]);
  });

  it('takes the CSV files of an archive one after another, and leaves others', async () => {
    const archive = zipOf([{ name: '1.csv', data: Buffer.from('a\n1\n') }, { name: 'note.pdf', data: Buffer.from('%PDF') }, { name: '2.csv', data: Buffer.from('a\n2\n') }], { packed: true });
    expect(await all(csvRows(pieces(archive)))).toEqual([{ a: '1' }, { a: '2' }]);
  });

  it('reads plain rows as quoted ones', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Я', ' ', '1'), minLength: 1 });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), async (table, size, end) => {
      const write = (quote: string) => Buffer.from([['x', 'y'], ...table].map((row) => row.map((text) => quote + text + quote).join(';')).join(end) + end);
      expect(await all(csvRows(pieces(write(''), size)))).toEqual(await all(csvRows(pieces(write('"'), size))));
    }));
  });

  it('refuses a file that ends inside a quote', async () => {
    await expect(rows('a,b\n"1,2\n')).rejects.toMatchObject({ code: 'damaged-file' });
  });

  it('gives back any table that was written, whatever the pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Я', '"', ';', ',', '\n', '\r\n', ' ') });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), async (table, size) => {
      const text = [['x', 'y'], ...table].map((row) => row.map(quote).join(',')).join('\n');
      const read = await all(csvRows(pieces(Buffer.from(text), size), { delimiter: ',' }));
      expect(read).toEqual(table.map(([x, y]) => ({ x, y })));
    }));
  });
});

describe('fileName', () => {
  it.each([
    [`attachment; filename="report.csv"`, 'report.csv'],
    [`attachment; filename=report.csv; size=5`, 'report.csv'],
    [`attachment; filename="x.pdf"; filename*=UTF-8''%D0%B0%D0%BA%D1%82.pdf`, 'акт.pdf'],
    [`attachment; filename="${Buffer.from('акт.pdf').toString('latin1')}"`, 'акт.pdf'],
    [`attachment; filename="../../etc/passwd"`, 'passwd'],
    [`attachment; filename="..\\\\..\\\\.bashrc"`, 'bashrc'],
    [undefined, 'file name.zip'],
    [`inline`, 'file name.zip'],
  ])('%s is %s', (disposition, name) => expect(fileName(disposition, 'https://files.test/a/file%20name.zip?signature=secret')).toBe(name));

  it('gives nothing where there is none', () => expect(fileName(undefined, 'https://files.test/')).toBeUndefined());
});

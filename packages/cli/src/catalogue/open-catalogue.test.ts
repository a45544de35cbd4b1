import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTemporary } from '../testing/catalogue-files.js';
import { openCatalogue } from './open-catalogue.js';

describe('openCatalogue', () => {
  it.each([['a.xml', 'yml'], ['a.YML', 'yml'], ['a.xml.gz', 'yml'], ['a.csv', 'csv'], ['a.tsv', 'csv'], ['a.jsonl', 'jsonl'], ['a.ndjson', 'jsonl']])('%s is %s', async (name, format) => {
    expect(await openCatalogue(writeTemporary(name, 'x'))).toMatchObject({ format, bytes: 1 });
  });

  it('believes the format that is given over the extension', async () => {
    expect(await openCatalogue(writeTemporary('a.txt', 'x'), 'csv')).toMatchObject({ format: 'csv' });
  });

  it('refuses what cannot be read, saying why', async () => {
    const file = writeTemporary('a.txt', 'x');
    await expect(openCatalogue('no/such.xml')).rejects.toMatchObject({ code: 'usage', message: 'There is no file no/such.xml. Check the path.' });
    await expect(openCatalogue(path.join(file, 'b.xml'))).rejects.toMatchObject({ code: 'usage' });
    await expect(openCatalogue(path.dirname(file))).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('is a directory') });
    await expect(openCatalogue(file)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('.txt') });
    await expect(openCatalogue(writeTemporary('a.xml', ''))).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('is empty') });
  });
});

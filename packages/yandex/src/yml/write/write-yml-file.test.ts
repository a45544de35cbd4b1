import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkYml } from '../check/check-yml.js';
import type { Offer } from '../offer/offer.js';
import { writeYmlFile } from './write-yml-file.js';

const base = {
  shop: { name: 'Магазин', company: 'ООО', url: 'https://shop.example' },
  categories: [{ id: 1, name: 'Чайники' }],
  date: '2026-01-02T10:00+03:00',
};

function* kettles(count: number): Generator<Offer> {
  for (let id = 1; id <= count; id += 1) yield { id, name: `Чайник ${id}`, price: 990, currencyId: 'RUB', categoryId: 1 };
}

describe('writeYmlFile', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yml-write-'));
    path = join(folder, 'feed.xml');
  });

  it('replaces the old file and leaves nothing beside it', async () => {
    await writeFile(path, 'old');
    expect(await writeYmlFile(path, kettles(3), base)).toMatchObject({ offers: 3, skipped: 0, files: [{ path, offers: 3 }] });
    expect(await readdir(folder)).toEqual(['feed.xml']);
    expect((await checkYml(path)).offers).toBe(3);
  });

  it('keeps the old file when the source fails, and no half one', async () => {
    await writeFile(path, 'old');
    async function* failing(): AsyncGenerator<Offer> {
      yield* kettles(2000);
      throw new Error('the database is gone');
    }
    await expect(writeYmlFile(path, failing(), base)).rejects.toThrow('the database is gone');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['feed.xml']);
  });

  it('clears away what a killed process left', async () => {
    await writeFile(join(folder, '.feed.xml.999999999.part'), 'half');
    await writeFile(join(folder, '.other.xml.999999999.part'), 'half');
    await writeYmlFile(path, kettles(1), base);
    expect((await readdir(folder)).sort()).toEqual(['.other.xml.999999999.part', 'feed.xml']);
  });

  it('packs by the name of the file', async () => {
    await writeYmlFile(`${path}.gz`, kettles(5000), base);
    await writeYmlFile(path, kettles(5000), base);
    expect(gunzipSync(await readFile(`${path}.gz`)).equals(await readFile(path))).toBe(true);
  });

  it('splits by offers, each part a whole feed, with an index', async () => {
    const { files, indexPath } = await writeYmlFile(path, kettles(25), { ...base, split: { offers: 10 } });
    expect(files.map((file) => file.offers)).toEqual([10, 10, 5]);
    const ids: string[] = [];
    for (const file of files) {
      const report = await checkYml(file.path);
      expect(report).toMatchObject({ errors: 0, offers: file.offers });
      ids.push(...((await readFile(file.path, 'utf8')).match(/(?<=<offer id=")\d+/g) ?? []));
    }
    expect(ids.map(Number)).toEqual(Array.from({ length: 25 }, (_unused, index) => index + 1));
    expect(JSON.parse(await readFile(indexPath as string, 'utf8'))).toEqual({
      files: ['feed-1.xml', 'feed-2.xml', 'feed-3.xml'].map((file, index) => ({ file, offers: files[index]?.offers, bytes: files[index]?.bytes })),
    });
  });

  it('removes parts that the next, shorter feed does not have', async () => {
    await writeYmlFile(path, kettles(25), { ...base, split: { offers: 10 } });
    await writeFile(join(folder, 'feed-9.xml'), 'not ours');
    await writeYmlFile(path, kettles(15), { ...base, split: { offers: 10 } });
    expect((await readdir(folder)).sort()).toEqual(['feed-1.xml', 'feed-2.xml', 'feed-9.xml', 'feed-index.json']);
  });

  it('splits by bytes and never passes the limit', async () => {
    const { files } = await writeYmlFile(path, kettles(100), { ...base, split: { bytes: 3000 } });
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect((await readFile(file.path)).length).toBe(file.bytes);
    expect(Math.max(...files.map((file) => file.bytes))).toBeLessThanOrEqual(3000);
    await expect(writeYmlFile(path, kettles(1), { ...base, split: { bytes: 100 } })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

it('writes to a stream such as stdout, and leaves it open', async () => {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk);
      done();
    },
  });
  expect((await writeYmlFile(stream, kettles(2), base)).files).toMatchObject([{ path: '-', offers: 2 }]);
  expect(Buffer.concat(parts).toString()).toMatch(/<offer id="2">.*<\/yml_catalog>\n$/s);
  expect(stream.writableEnded).toBe(false);
  await expect(writeYmlFile(stream, kettles(2), { ...base, split: { offers: 1 } })).rejects.toMatchObject({ code: 'bad-input' });
});

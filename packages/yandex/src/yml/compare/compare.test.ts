import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../check/id-table.js';
import { feedOf, goodOffer } from '../testing/feeds.js';
import { diffYml } from './diff.js';
import { ymlStats } from './stats.js';

const numbered = (id: number, ...more: string[]): string => goodOffer(...more).replace('id="1"', `id="${id}" available="true"`);

async function feedFile(offers: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'yml-compare-')), 'feed.xml');
  await writeFile(path, feedOf({ offers }));
  return path;
}

describe('diffYml', () => {
  it('tells what was added, removed and changed, field by field', async () => {
    const before = await feedFile([numbered(1), numbered(2, '<param name="Цвет">белый</param>'), numbered(3)].join('\n'));
    const after = await feedFile([
      numbered(4),
      numbered(2, '<param name="Цвет">чёрный</param>', '<weight>1</weight>').replace('>900<', '>950<').replace('available="true"', 'available="false"'),
      numbered(1),
    ].join('\n'));
    expect(await diffYml(before, after)).toEqual({
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 1,
      changedFields: { '@available': 1, price: 1, param: 1, weight: 1 },
      differences: [
        { kind: 'added', id: '4', fields: {} },
        {
          kind: 'changed',
          id: '2',
          fields: {
            '@available': { before: 'true', after: 'false' },
            price: { before: '900', after: '950' },
            param: { before: 'Цвет: белый', after: 'Цвет: чёрный' },
            weight: { before: undefined, after: '1' },
          },
        },
        { kind: 'removed', id: '3', fields: {} },
      ],
    });
  });

  it('finds a feed equal to itself, and counts more than it keeps', async () => {
    const many = await feedFile(Array.from({ length: 200 }, (_unused, index) => numbered(index)).join('\n'));
    const few = await feedFile(numbered(0));
    expect(await diffYml(many, many)).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 200 });
    const difference = await diffYml(many, few, { keep: 10 });
    expect(difference.removed).toBe(199);
    expect(difference.differences).toHaveLength(10);
  });
});

describe('ymlStats', () => {
  it('counts offers, types, prices and elements', async () => {
    const offers = [numbered(1), numbered(2, '<param name="Цвет">белый</param>').replace('>900<', '>100<').replace('available="true"', 'available="false"'), numbered(3).replace('id="3"', 'id="3" type="alco"')];
    const stats = await ymlStats(Readable.from([Buffer.from(feedOf({ offers: offers.join('\n') }))]));
    expect(stats).toMatchObject({
      offers: 3, unavailable: 1, types: { simplified: 2, alco: 1 }, categories: 2, usedCategories: 1, vendors: 1, pictures: 3, params: 1,
      prices: { RUB: { offers: 3, lowest: 100, highest: 900 } }, elements: { price: 3, param: 1 },
    });
  });
});

describe('IdTable', () => {
  it('keeps a hundred thousand ids apart in a few bytes each', () => {
    const table = new IdTable();
    for (let id = 0; id < 100_000; id += 1) expect(table.add(`SKU-${id}`, id)).toBeUndefined();
    for (let id = 0; id < 100_000; id += 777) expect(table.add(`SKU-${id}`, 0)).toBe(id);
    expect(table.has('SKU-100000')).toBe(false);
    expect(table.size).toBe(100_000);
    expect(table.bytes).toBeLessThan(100_000 * 40);
  });
});

import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fakeClock } from '@occwo/core/testing';
import fc from 'fast-check';
import type { Product } from '@occwo/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkYml } from '../check/check-yml.js';
import { readYml } from '../read/read-yml.js';
import type { FeedOffer } from '../read/offer.js';
import { feedOf, goodOffer } from '../testing/feeds.js';
import { sampleFeed } from '../testing/samples.js';
import { ymlStream } from '../write/yml-stream.js';
import { CategoryTree } from './category-tree.js';
import { convertYml } from './convert-yml.js';
import { offerFromProduct } from './offer-from-product.js';
import { productFromOffer } from './product-from-offer.js';

let folder: string;
let source: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yml-convert-'));
  source = join(folder, 'source.xml');
  target = join(folder, 'target.xml');
});

async function offersOf(path: string): Promise<FeedOffer[]> {
  const offers: FeedOffer[] = [];
  for await (const offer of (await readYml(path)).offers) offers.push(offer);
  return offers;
}

describe('convertYml', () => {
  it('keeps everything when only the form changes', async () => {
    await writeFile(source, sampleFeed());
    await convertYml(source, target, { encoding: 'windows-1251' });
    const [before, after] = [await offersOf(source), await offersOf(target)];
    const strip = (offers: FeedOffer[]) => JSON.parse(JSON.stringify(offers.map((offer) => offer.element), (key, value: unknown) => (key === 'line' || key === 'column' ? undefined : value)));
    expect(strip(after)).toEqual(strip(before));
    const feed = await readYml(target);
    expect(feed.encoding).toBe('windows-1251');
    expect(feed.shop.company).toBe('ООО «Магазин»');
    for await (const _offer of feed.offers);
    expect(feed.shop.promos).toHaveLength(1);
  });

  it('puts lists that stand behind the offers before them; a stream cannot be read twice', async () => {
    const feed = feedOf({ categories: '', afterOffers: '<categories><category id="2">Б</category></categories>\n' });
    await writeFile(source, feed);
    await convertYml(source, target);
    expect((await checkYml(target)).problems).toEqual([]);
    const long = feedOf({ categories: '', offers: `${goodOffer()}${goodOffer(`<x-long>${'x'.repeat(300_000)}</x-long>`)}`, afterOffers: '<categories><category id="2">Б</category></categories>\n' });
    await expect(convertYml(Readable.from([Buffer.from(long)]), target)).rejects.toMatchObject({ code: 'late-envelope' });
  });

  it('makes a feed of Ozon of prices and stocks', async () => {
    await writeFile(source, feedOf({ offers: goodOffer('<oldprice>1200</oldprice>', '<count>5</count>') }));
    await convertYml(source, target, { profile: 'ozon' });
    const xml = await readFile(target, 'utf8');
    expect(xml).toContain('<offer id="1"><price>900</price><oldprice>1200</oldprice><outlets><outlet instock="5"/></outlets></offer>');
    expect(xml).not.toContain('<name>');
    expect((await checkYml(target, { profile: 'ozon' })).errors).toBe(0);
  });

  it('dates a feed for sellers anew and uses their words', async () => {
    await writeFile(source, feedOf({ root: '<yml_catalog date="2017-01-01 10:00">', offers: goodOffer('<condition type="used"><reason>Скол</reason></condition>') }));
    const clock = fakeClock(Date.UTC(2026, 0, 2, 7));
    await convertYml(source, target, { profile: 'seller', clock });
    expect(await readFile(target, 'utf8')).toContain('date="2026-01-02T10:00+03:00"');
    expect(await readFile(target, 'utf8')).toContain('<condition type="preowned">');
    expect((await checkYml(target, { profile: 'seller', clock })).errors).toBe(0);
  });

  it('splits, and gives every part the promos that stand behind the offers', async () => {
    const offers = [1, 2, 3].map((id) => goodOffer().replace('id="1"', `id="${id}"`)).join('\n');
    const promos = '<promos><promo id="p" type="promo code"><promo-code>A</promo-code><discount unit="percent">9</discount><purchase><product category-id="2"/></purchase></promo></promos>\n';
    await writeFile(source, feedOf({ offers, afterOffers: promos }));
    const { files } = await convertYml(source, target, { split: { offers: 2 } });
    expect(files.map((file) => file.offers)).toEqual([2, 1]);
    for (const file of files) {
      expect(await readFile(file.path, 'utf8')).toContain('<promo id="p"');
      expect((await checkYml(file.path)).problems).toEqual([]);
    }
  });
});

const word = fc.constantFrom('Чайник', 'Kettle & Co', '"Заря"', 'Серый <2>');
const product: fc.Arbitrary<Product> = fc.record(
  {
    sku: fc.constantFrom('0557722', 'a b/1', 'Ч-1'),
    name: word,
    description: fc.constantFrom('Просто текст', '<p>Много & всего</p>'),
    brand: word,
    vendorCode: word,
    category: fc.constant({ id: '2', name: 'Чайники', path: ['Кухня', 'Чайники'] }),
    barcodes: fc.constantFrom([], ['4670028540756']),
    photos: fc.constantFrom([], ['https://a.example/1.jpg', 'https://a.example/2.jpg']),
    dimensions: fc.constantFrom({ lengthMm: 205, widthMm: 300, heightMm: 7 }),
    weightG: fc.constantFrom(1, 1250, 30_000),
    vat: fc.constantFrom('none' as const, 0 as const, 10 as const, 22 as const),
    attributes: fc.constantFrom([], [{ name: 'Цвет', values: ['белый', 'чёрный'] }, { name: 'Объём', values: ['1.7'], unit: 'л' }]),
    group: fc.constant('77'),
    countryOfOrigin: fc.constant('Китай'),
    url: fc.constant('https://a.example/?a=1&b=2'),
    price: fc.constantFrom(
      { price: { amount: '1490.50', currency: 'RUB' } },
      { price: { amount: '10', currency: 'RUB' }, oldPrice: { amount: '12', currency: 'RUB' }, minPrice: { amount: '9', currency: 'RUB' } },
    ),
    stock: fc.constantFrom({ main: 5 }),
  },
  { requiredKeys: ['sku', 'name', 'category', 'barcodes', 'photos', 'attributes', 'price'] },
);

describe('products and offers', () => {
  it('survive the way there and back', async () => {
    await fc.assert(
      fc.asyncProperty(product, async (before) => {
        const tree = new CategoryTree();
        const categoryId = tree.add(before.category.path);
        const bytes = ymlStream({ shop: { name: 'М', company: 'К', url: 'https://a.example' }, categories: tree.categories(), date: '2026-01-02 10:00' })([offerFromProduct(before, { categoryId })]);
        const feed = await readYml(Readable.from(bytes));
        for await (const offer of feed.offers) {
          const { source, ...after } = productFromOffer(offer, feed.shop);
          expect(after).toEqual(before);
          expect(source?.line).toBeGreaterThan(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('name what cannot be turned', async () => {
    const bare: Product = { sku: 'A', name: 'N', category: { id: '1', name: 'К', path: [] }, barcodes: [], photos: [], attributes: [] };
    expect(() => offerFromProduct(bare)).toThrow(/A has none/);
    const feed = await readYml(Readable.from([Buffer.from(feedOf({ offers: goodOffer('<weight>1 кг</weight>') }))]));
    for await (const offer of feed.offers) expect(() => productFromOffer(offer, feed.shop)).toThrow(/weight.*offer 1.*line/s);
  });
});

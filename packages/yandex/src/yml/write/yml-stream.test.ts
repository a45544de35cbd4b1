import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { checkYml } from '../check/check-yml.js';
import type { YmlProblem } from '../check/problem.js';
import { readYml } from '../read/read-yml.js';
import type { Offer } from '../offer/offer.js';
import { arbitraryOffer } from '../testing/arbitrary-offers.js';
import { ymlStream } from './yml-stream.js';

const shop = { name: 'Магазин', company: 'ООО «Магазин»', url: 'https://shop.example', deliveryOptions: [{ cost: 300, days: '1-3' }] } as const;
const categories = [{ id: 1, name: 'Чайники' }, { id: 2, name: 'Термосы', parentId: 1 }];
const base = { shop, categories, date: '2026-01-02T10:00+03:00' };
const kettle: Offer = { id: 1, name: 'Чайник', price: 990, currencyId: 'RUB', categoryId: 1 };

async function text(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

describe('ymlStream', () => {
  it('writes a whole feed that the reader gives back', async () => {
    const xml = await text(ymlStream({ ...base, promos: [{ id: 'p1', type: 'promo code', promoCode: 'TEA', discount: { unit: 'percent', value: 10 }, products: [{ offerId: 1 }] }] })([kettle]));
    expect(xml.toString()).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <yml_catalog date="2026-01-02T10:00+03:00">
      <shop>
      <name>Магазин</name>
      <company>ООО «Магазин»</company>
      <url>https://shop.example</url>
      <currencies>
      <currency id="RUB" rate="1"/>
      </currencies>
      <categories>
      <category id="1">Чайники</category>
      <category id="2" parentId="1">Термосы</category>
      </categories>
      <delivery-options><option cost="300" days="1-3"/></delivery-options>
      <offers>
      <offer id="1"><price>990</price><currencyId>RUB</currencyId><categoryId>1</categoryId><name>Чайник</name></offer>
      </offers>
      <promos>
      <promo id="p1" type="promo code"><promo-code>TEA</promo-code><discount unit="percent">10</discount><purchase><product offer-id="1"/></purchase></promo>
      </promos>
      </shop>
      </yml_catalog>
      "
    `);
    const feed = await readYml(Readable.from([xml]));
    expect(feed.shop.categories.get('2')?.parentId).toBe('1');
  });

  it('takes arrays, generators, async generators and streams, and stands in a pipeline', async () => {
    async function* later() {
      yield kettle;
    }
    function* now() {
      yield kettle;
    }
    const expected = (await text(ymlStream(base)([kettle]))).toString();
    for (const source of [now(), later(), Readable.from([kettle])]) expect((await text(ymlStream(base)(source))).toString()).toBe(expected);
    const parts: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        parts.push(chunk);
        done();
      },
    });
    await pipeline(Readable.from([kettle]), ymlStream(base), sink);
    expect(Buffer.concat(parts).toString()).toBe(expected);
    expect(gunzipSync(await text(ymlStream({ ...base, gzip: true })([kettle]))).toString()).toBe(expected);
  });

  it('stops asking for offers when nobody reads', async () => {
    let made = 0;
    function* endless(): Generator<Offer> {
      for (;;) {
        made += 1;
        yield { ...kettle, id: made, description: 'x'.repeat(1000) };
      }
    }
    const bytes = ymlStream(base)(endless());
    await bytes.next();
    await bytes.next();
    const asked = made;
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(asked);
    await bytes.return(undefined);
    expect(made).toBeLessThan(1000);
  });

  it('writes windows-1251 with references for what it lacks, in CDATA too', async () => {
    const offer: Offer = { ...kettle, name: 'Чай 5 ₽ 😀 №', description: '<p>₽ и Ы</p>', params: [{ name: 'цена, ₽', value: '≤ 5' }] };
    const bytes = await text(ymlStream({ ...base, encoding: 'windows-1251' })([offer]));
    const xml = iconv.decode(bytes, 'windows-1251');
    expect(xml).toContain('encoding="windows-1251"');
    expect(xml).toContain('Чай 5 &#8381; &#128512; №');
    expect(xml).toContain('<![CDATA[<p>]]>&#8381;<![CDATA[ и Ы</p>]]>');
    const feed = await readYml(Readable.from([bytes]));
    for await (const read of feed.offers) {
      expect(read.text('name')).toBe(offer.name);
      expect(read.text('description')).toBe(offer.description);
      expect(read.params).toEqual([{ name: 'цена, ₽', value: '≤ 5', unit: undefined }]);
    }
  });

  it('dates the feed by the clock, in the form of the receiver', async () => {
    const clock = fakeClock(Date.UTC(2026, 0, 2, 22, 5));
    const head = async (profile: 'seller' | 'direct') => (await text(ymlStream({ shop, categories, clock, profile })([kettle]))).toString();
    expect(await head('seller')).toContain('date="2026-01-03T01:05+03:00"');
    expect(await head('direct')).toContain('date="2026-01-03 01:05"');
  });

  it('writes Ozon offers without an envelope', async () => {
    const xml = (await text(ymlStream({ profile: 'ozon', date: '2026-01-02 10:00' })([{ id: 'A-1', price: 10, minPrice: 9, outlets: [{ warehouseName: 'Мой', instock: 5 }] }]))).toString();
    expect(xml).toContain('<offer id="A-1"><price>10</price><min_price>9</min_price><outlets><outlet instock="5" warehouse_name="Мой"/></outlets></offer>');
    expect(xml).not.toContain('<currencies>');
    expect((await checkYml(Readable.from([xml]), { profile: 'ozon' })).errors).toBe(0);
  });

  it('checks while it writes: an error stops, skips or passes, as the caller says', async () => {
    const bad = { ...kettle, id: 2, price: 0 };
    await expect(text(ymlStream({ ...base, check: true })([kettle, bad]))).rejects.toMatchObject({ code: 'check-failed', message: expect.stringContaining('offer 2') });
    const problems: YmlProblem[] = [];
    const skipping = { ...base, check: true, onProblem: (problem: YmlProblem) => (problems.push(problem), problem.severity === 'error' ? ('skip' as const) : ('write' as const)) };
    const xml = (await text(ymlStream(skipping)([kettle, bad, { ...kettle, id: 3 }]))).toString();
    expect(xml.match(/<offer /g)).toHaveLength(2);
    expect(problems.filter((problem) => problem.severity === 'error')).toMatchObject([{ rule: 'price-zero', offerId: '2' }]);
    await expect(text(ymlStream({ ...base, check: true })([kettle, kettle]))).rejects.toMatchObject({ code: 'check-failed' });
  });

  it('writes random catalogues of all types that its own checker accepts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryOffer('calm'), { minLength: 1, maxLength: 20 }), async (offers) => {
        const numbered = offers.map((offer, index) => ({ ...offer, id: index + 1 }));
        const report = await checkYml(Readable.from(ymlStream(base)(numbered)));
        expect(report.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        expect(report.offers).toBe(numbered.length);
      }),
      { numRuns: 60 },
    );
  });
});

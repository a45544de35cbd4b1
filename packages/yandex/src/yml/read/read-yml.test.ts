import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { YmlError } from '../errors.js';
import { sampleFeed, zipOf } from '../testing/samples.js';
import type { FeedOffer } from './offer.js';
import { readYml } from './read-yml.js';
import type { ReadYmlOptions } from './read-yml.js';
import type { YmlSource } from './source.js';

async function readAll(source: YmlSource, options?: ReadYmlOptions) {
  const feed = await readYml(source, options);
  const offers: FeedOffer[] = [];
  for await (const offer of feed.offers) offers.push(offer);
  return { feed, offers };
}

async function failure(source: YmlSource, options?: ReadYmlOptions): Promise<YmlError> {
  const error: unknown = await readAll(source, options).then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(YmlError);
  return error as YmlError;
}

/** Bytes in pieces of the given size, so that every token is cut somewhere. */
async function* pieces(bytes: Uint8Array | string, size: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.from(bytes);
  for (let at = 0; at < buffer.length; at += size) yield buffer.subarray(at, at + size);
}

const whole = (text: string | Uint8Array): AsyncIterable<Uint8Array> => pieces(text, 1 << 20);

describe('readYml', () => {
  it('gives the envelope and every part of an offer', async () => {
    const { feed, offers } = await readAll(whole(sampleFeed()));
    expect(feed.shop).toMatchObject({ name: 'Магазин', company: 'ООО «Магазин»', url: 'https://shop.example', date: '2026-01-02T10:00+03:00' });
    expect([...feed.shop.categories.values()].map(({ id, parentId, name }) => [id, parentId, name])).toEqual([
      ['1', undefined, 'Все'],
      ['2', '1', 'Чайники & термосы'],
    ]);
    expect(feed.shop.currencies.map(({ id, rate }) => [id, rate])).toEqual([['RUR', '1']]);
    const [first] = offers;
    expect(first?.id).toBe('a-1');
    expect(first?.text('name')).toBe('Чайник "Заря" <2 л>');
    expect(first?.texts('picture')).toEqual(['https://shop.example/1.jpg', 'https://shop.example/2.jpg']);
    expect(first?.params).toEqual([{ name: 'Объём', value: '2', unit: 'л' }, { name: 'Цвет', value: 'белый', unit: undefined }]);
    expect(first?.elements.find((element) => element.name === 'x-own')?.children[0]).toMatchObject({ name: 'deep', text: 'kept', attributes: { a: '1' } });
    expect(first?.elements.find((element) => element.name === 'description')).toMatchObject({ cdata: true });
    expect(feed.shop.promos.map((promo) => promo.attributes['id'])).toEqual(['p1']);
  });

  it.each([1, 2, 3, 7, 64, 1000])('finds the same in pieces of %i bytes, with place and byte offset', async (size) => {
    const text = sampleFeed();
    const { offers } = await readAll(pieces(text, size));
    const bytes = Buffer.from(text);
    expect(offers.map((offer) => offer.id)).toEqual(['a-1', 'a-2']);
    for (const offer of offers) {
      expect(bytes.toString('utf8', offer.position.offset, offer.position.offset + 6)).toBe('<offer');
      const line = text.split('\n')[offer.position.line - 1] as string;
      expect([...line].slice(offer.position.column - 1).join('')).toMatch(/^<offer/);
    }
    expect((await readAll(pieces(text.replaceAll('\n', '\r\n'), size))).offers.map((offer) => offer.position.line)).toEqual(offers.map((offer) => offer.position.line));
  });

  it('keeps the byte offset right behind carriage returns and a byte order mark', async () => {
    const bytes = Buffer.from(`\ufeff${sampleFeed().replaceAll('\n', '\r\n')}`);
    for (const size of [1, 5, 4096]) {
      for (const offer of (await readAll(pieces(bytes, size))).offers) {
        expect(bytes.toString('utf8', offer.position.offset, offer.position.offset + 6)).toBe('<offer');
      }
    }
  });

  it('takes gzip, zip, streams, files and URLs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yml-read-'));
    const path = join(folder, 'feed.yml');
    await writeFile(path, sampleFeed());
    const answer = () => Promise.resolve(new Response(sampleFeed()));
    const sources: [YmlSource, ReadYmlOptions?][] = [
      [whole(gzipSync(sampleFeed()))],
      [pieces(gzipSync(sampleFeed()), 3)],
      [whole(zipOf({ 'feed.xml': sampleFeed() }))],
      [pieces(zipOf({ 'feed.xml': sampleFeed() }), 5)],
      [whole(zipOf({ 'feed.xml': sampleFeed(), '__MACOSX/._feed.xml': 'x' }))],
      [whole(zipOf({ 'feed.xml': sampleFeed() }, { stored: true }))],
      [Readable.from([Buffer.from(sampleFeed())])],
      [path],
      [new URL(`file://${path}`)],
      ['https://shop.example/feed.xml?token=1', { fetch: answer }],
    ];
    for (const [source, options] of sources) expect((await readAll(source, options)).offers).toHaveLength(2);
  });

  it('reads windows-1251 and a DOCTYPE that it does not follow', async () => {
    const text = sampleFeed().replace('UTF-8"?>', 'windows-1251"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">').replace('²', '');
    const { feed, offers } = await readAll(pieces(iconv.encode(text, 'windows-1251'), 11));
    expect(feed.encoding).toBe('windows-1251');
    expect(feed.shop.company).toBe('ООО «Магазин»');
    expect(offers[1]?.text('name')).toBe('Термос');
    expect(iconv.encode(text, 'windows-1251').subarray(offers[1]?.position.offset).toString('latin1')).toMatch(/^<offer/);
  });

  it('names what is wrong with an offer, with its line, and reads on', async () => {
    const text = sampleFeed().replace('<categoryId>2</categoryId>', '<categoryId>77</categoryId>').replace('id="a-2"', 'available="true"');
    const { offers } = await readAll(whole(text));
    expect(offers[0]?.problems).toMatchObject([{ code: 'category-unknown', offerId: 'a-1' }]);
    expect(offers[0]?.problems[0]?.text.ru).toContain('категорию 77');
    expect(text.split('\n')[(offers[0]?.problems[0]?.line ?? 0) - 1]).toContain('77');
    expect(offers[1]?.problems.map((problem) => problem.code)).toEqual(['offer-id-missing']);
  });

  it('refuses what is no feed with one clear error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yml-read-'));
    expect(await failure(join(folder, 'none.xml'))).toMatchObject({ code: 'not-found' });
    expect(await failure(folder)).toMatchObject({ code: 'is-directory' });
    expect(await failure(whole(''))).toMatchObject({ code: 'empty' });
    expect(await failure(whole(' \n'))).toMatchObject({ code: 'empty' });
    expect(await failure(whole('id;price\n1;2'))).toMatchObject({ code: 'not-xml' });
    expect(await failure(whole('Warning: PHP\n<?xml version="1.0"?><yml_catalog/>'))).toMatchObject({ code: 'not-xml' });
    expect(await failure(whole('<!doctype html><html></html>'))).toMatchObject({ code: 'not-yml' });
    expect(await failure(whole('<rss></rss>'))).toMatchObject({ code: 'not-yml' });
    expect(await failure(whole('<yml_catalog><shop><offers/></shop></yml_catalog>'))).toMatchObject({ code: 'no-offers' });
    expect(await failure(whole(sampleFeed().replace('UTF-8', 'KOI8-R')))).toMatchObject({ code: 'encoding' });
    expect(await failure(whole(Buffer.from(sampleFeed(), 'utf16le')))).toMatchObject({ code: 'encoding' });
    expect(await failure(whole(gzipSync(sampleFeed()).subarray(0, 60)))).toMatchObject({ code: 'archive' });
    expect(await failure(whole(zipOf({ 'a.xml': sampleFeed(), 'b.xml': sampleFeed() })))).toMatchObject({ code: 'archive' });
    expect(await failure('https://shop.example/f?token=secret', { fetch: () => Promise.resolve(new Response('', { status: 404 })) })).toMatchObject({
      code: 'not-readable',
      message: expect.not.stringContaining('secret'),
    });
  });

  it('says where the XML breaks, in both languages', async () => {
    const ampersand = await failure(whole(sampleFeed().replace('Термос', 'Чай & <b>')));
    expect(ampersand).toMatchObject({ code: 'entity' });
    const broken = sampleFeed().replace('Термос', 'Чай & кофе').split('\n');
    expect(broken[(ampersand.position?.line ?? 0) - 1]?.slice((ampersand.position?.column ?? 0) - 1)).toMatch(/^& кофе/);
    const mismatch = await failure(whole(sampleFeed().replace('Термос</name>', 'Термос</nam>')));
    expect(mismatch).toMatchObject({ code: 'not-well-formed' });
    expect(mismatch.describe('ru')).toContain('закрывающий тег');
    expect(mismatch.message).not.toMatch(/saxes/);
    expect(await failure(whole(sampleFeed().slice(0, -30)))).toMatchObject({ code: 'not-well-formed' });
    expect(await failure(whole(sampleFeed().replace('Термос', '&nbsp;')))).toMatchObject({ code: 'entity' });
    const bytes = Buffer.from(sampleFeed());
    bytes[bytes.indexOf('Термос')] = 0xff;
    expect(await failure(whole(bytes))).toMatchObject({ code: 'encoding-mismatch', position: { line: sampleFeed().slice(0, sampleFeed().indexOf('Термос')).split('\n').length } });
  });
});

describe('hostile feeds', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE y [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;

  it('resolves neither entity bombs nor external entities', async () => {
    for (const name of ['b', 'x']) {
      const text = `${bomb}<yml_catalog><shop><offers><offer id="1"><name>&${name};</name></offer></offers></shop></yml_catalog>`;
      expect(await failure(whole(text))).toMatchObject({ code: 'entity' });
    }
  });

  it('bounds depth, tokens and the size of an offer', async () => {
    const inOffer = (content: string) => whole(`<yml_catalog><shop><offers><offer id="1">${content}</offer></offers></shop></yml_catalog>`);
    expect(await failure(inOffer('<a>'.repeat(100)))).toMatchObject({ code: 'too-deep' });
    expect(await failure(inOffer('x'.repeat(3_000_000)), { limits: { token: 100_000 } })).toMatchObject({ code: 'token-too-long' });
    expect(await failure(inOffer(`<!--${'x'.repeat(3_000_000)}`), { limits: { token: 100_000 } })).toMatchObject({ code: 'token-too-long' });
    expect(await failure(inOffer('<a/>'.repeat(2000)), { limits: { elements: 1000 } })).toMatchObject({ code: 'offer-too-large' });
    expect(await failure(inOffer(`${'x'.repeat(900)}<!-- -->`.repeat(5000)), { limits: { characters: 1_000_000 } })).toMatchObject({ code: 'offer-too-large' });
    expect(await failure(whole(`<yml_catalog><shop>${'<x/>'.repeat(500)}`), { limits: { items: 100 } })).toMatchObject({ code: 'too-many-items' });
  });

  it('stops reading the source when the loop stops', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield Buffer.from('<yml_catalog><shop><offers>');
        for (let id = 1; ; id += 1) yield Buffer.from(`<offer id="${id}"><name>${'x'.repeat(2000)}</name></offer>`);
      } finally {
        closed = true;
      }
    }
    const feed = await readYml(endless());
    let seen = 0;
    for await (const offer of feed.offers) if (offer.id !== '' && ++seen === 5000) break;
    expect(closed).toBe(true);
  });
});

import { existsSync } from 'node:fs';
import { mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ymlProfiles } from '../profiles.js';
import { check, feedOf, goodOffer, goodPrice, goodRest, goodShop, offer } from '../testing/feeds.js';
import { documentCases, goodsCases, offerCases, promoCases, shopCases } from '../testing/rule-cases.js';
import { checkYml } from './check-yml.js';
import { ymlRules } from './rules.js';

const groups = { document: documentCases, shop: shopCases, offers: offerCases, goods: goodsCases, promos: promoCases };
const fixtures = fileURLToPath(new URL('../../../../../../shared/fixtures/yml/', import.meta.url));

describe.each(Object.entries(groups))('rules of the %s', (_name, cases) => {
  it.each(cases.map((item) => [`${item.rule} (${item.profile ?? 'market'})`, item] as const))('%s', async (_title, { rule, parts, profile, severity = 'error', at }) => {
    const feed = feedOf(parts);
    const report = await check(feed, profile);
    const found = report.problems.filter((problem) => problem.rule === rule);
    expect(report.problems.map((problem) => problem.rule)).toContain(rule);
    expect(found[0]?.severity).toBe(severity);
    expect(found[0]?.message.ru).not.toMatch(/\{\w+\}/);
    expect(found[0]?.message.en).not.toMatch(/\{\w+\}/);
    const lines = feed.split('\n');
    if (at !== undefined) expect(found.some((problem) => lines[problem.line - 1]?.includes(at.split('\n')[0] as string))).toBe(true);
    // The defect must not set off other errors. Broken XML and lost lists do by nature.
    const others = report.problems.filter((problem) => problem.severity === 'error' && problem.rule !== rule).map((problem) => problem.rule);
    const kin = new Set(['field-missing', 'medicine-delivery', 'medicine-pickup', 'currency-unknown', 'list-missing', 'price-zero', 'option-days', 'options-count', 'options-alike', 'promo-type', 'category-unknown']);
    expect(others.filter((other) => !kin.has(other))).toEqual([]);
  });
});

it('has a case for every rule', () => {
  const covered = new Set(Object.values(groups).flat().map((item) => item.rule));
  const elsewhere = ['shop-missing', 'offers-missing', 'too-many-offers', 'file-too-large'];
  expect(Object.keys(ymlRules).filter((rule) => !covered.has(rule as never) && !elsewhere.includes(rule))).toEqual([]);
});

describe('checkYml', () => {
  it.each(ymlProfiles)('finds nothing in a good feed (%s)', async (profile) => {
    const report = await check(feedOf(), profile);
    expect(report.problems.filter((problem) => profile !== 'ozon' || problem.severity === 'error')).toEqual([]);
    expect(report).toMatchObject({ offers: 1, errors: 0, complete: true, encoding: 'utf-8' });
  });

  it('lets pass what looks odd and is right', async () => {
    const right = goodOffer(
      '<oldprice>1200</oldprice>', '<delivery>true</delivery>', '<pickup>false</pickup>', '<sales_notes>Предоплата 100%</sales_notes>', '<age>18</age>', '<barcode>96385074</barcode>',
      '<barcode>036000291452</barcode>', '<weight>1.125</weight>', '<dimensions>20/30.5/1.001</dimensions>', '<expiry>P5Y</expiry>', '<manufacturer_warranty>P1Y2M10DT2H30M</manufacturer_warranty>',
      '<param name="Цвет">белый</param><param name="Цвет">чёрный</param>', '<country_of_origin>Россия</country_of_origin>', '<x-own><any/></x-own>', '<picture>https://a.example/?u=https://b.example/1.jpg</picture>',
      '<delivery-options><option cost="300" days="2-4" order-before="24"/><option cost="0" days="32"/><option cost="500" days=""/></delivery-options>',
    );
    const report = await check(feedOf({ prologue: '<?xml version="1.0"?>\n<!DOCTYPE yml_catalog SYSTEM "shops.dtd">\n', root: '<yml_catalog date="2020-05-22 14:37">', offers: right }));
    expect(report.problems).toEqual([]);
  });

  it('lets Direct name an offer by vendor and model', async () => {
    const feed = feedOf({ offers: offer('id="a-1"', goodPrice, '<url>https://a.example</url><vendor>Заря</vendor><model>2000</model>') });
    expect((await check(feed, 'direct')).problems).toEqual([]);
    expect((await check(feed, 'search')).counts).toMatchObject({ 'field-missing': 1 });
  });

  it('tells of a file that is larger than the receiver takes', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'yml-check-')), 'feed.xml');
    await writeFile(path, feedOf());
    await truncate(path, 60 * 1024 * 1024); // the rest is zeros, which cost no disk
    const report = await checkYml(path, { profile: 'direct' });
    expect(report.problems[0]).toMatchObject({ rule: 'file-too-large', severity: 'warning' });
  });

  it('names a shop and offers that are missing', async () => {
    expect((await check('<?xml version="1.0"?><yml_catalog date="2026-01-02 10:00"></yml_catalog>')).counts).toEqual({ 'shop-missing': 1 });
    expect((await check(`<?xml version="1.0"?><yml_catalog date="2026-01-02 10:00"><shop>${goodShop}</shop></yml_catalog>`)).counts).toMatchObject({ 'offers-missing': 1 });
  });

  it('takes categories behind the offers and still finds the unknown one', async () => {
    const offers = `${goodOffer()}\n${offer('id="2"', goodPrice.replace('>2<', '>77<'), '<name>Ковш</name>', goodRest)}`;
    const report = await check(feedOf({ categories: '', offers, afterOffers: '<categories><category id="2">Б</category></categories>\n' }), 'seller');
    expect(report.problems.filter((problem) => problem.severity === 'error')).toMatchObject([{ rule: 'category-unknown', offerId: '2', found: '77' }]);
  });

  it('finds every bare ampersand, not only the first', async () => {
    const offers = [1, 2, 3].map((id) => offer(`id="${id}"`, `<url>https://a.example/?a=1&b=${id}</url>`, goodPrice, '<name>Чай & кофе</name>', goodRest)).join('\n');
    const report = await check(feedOf({ offers }));
    expect(report.counts).toEqual({ 'xml-entity': 6 });
    expect(report.offers).toBe(3);
  });

  it('stops where broken tags make the rest a guess, and says so', async () => {
    const report = await check(feedOf({ offers: goodOffer().replace('</name>', '</nam>') }));
    expect(report.complete).toBe(false);
    expect(report.counts).toEqual({ 'xml-not-well-formed': 1 });
  });

  it('gives up on a file that is broken all over', async () => {
    const report = await check(feedOf({ offers: goodOffer(`<model>${'\u0001'.repeat(5000)}</model>`) }));
    expect(report).toMatchObject({ complete: false, counts: { 'xml-not-well-formed': 1000 } });
  });

  it('counts all findings and keeps some', async () => {
    const offers = Array.from({ length: 50 }, (_unused, index) => goodOffer('<param name="">x</param>').replace('id="1"', `id="${index}"`)).join('\n');
    const problems: string[] = [];
    async function* bytes() {
      yield Buffer.from(feedOf({ offers }));
    }
    const report = await checkYml(bytes(), { keepPerRule: 5, onProblem: (problem) => problems.push(problem.offerId ?? '') });
    expect(report.counts).toEqual({ 'param-name': 50 });
    expect(report.problems).toHaveLength(5);
    expect(problems).toHaveLength(50);
  });
});

describe.skipIf(!existsSync(fixtures))('published feeds (skipped: ../shared is not there)', () => {
  it.each(['valid/ecom-simplified-ekb.xml', 'valid/excel2yml.xml'])('%s has no errors', async (file) => {
    expect((await checkYml(fixtures + file)).errors).toBe(0);
  });

  it.each([
    ['ecom-delivery-msk.xml', 'param-name', '110101000022', [1006, 1009, 1010, 1011]],
    ['ecom-vendor-spb.xml', 'param-name', '110101000022', [997, 1000, 1001, 1002]],
    ['yii2-fixture.xml', 'available-flag', '1', [2]],
  ] as const)('%s breaks %s', async (file, rule, offerId, lines) => {
    const { problems } = await checkYml(`${fixtures}invalid/${file}`);
    const errors = problems.filter((problem) => problem.severity === 'error');
    expect(errors.map((problem) => [problem.rule, problem.offerId, problem.line])).toEqual(lines.map((line) => [rule, offerId, line]));
  });
});

import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ymlStats } from '@occwo/yandex/yml';
import { describe, expect, it } from 'vitest';
import { feedOf, writeTemporary } from '../../testing/catalogue-files.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { runInput } from '../../testing/run-input.js';
import { parseSize } from './feed-target.js';
import { runFeedCheck } from './run-feed-check.js';
import { runFeedConvert } from './run-feed-convert.js';
import { runFeedDiff } from './run-feed-diff.js';
import { runFeedSplit } from './run-feed-split.js';
import { runFeedStats } from './run-feed-stats.js';

const offer = (id: string, price = '10', more = '') =>
  `<offer id="${id}"><url>https://shop.example.com/${id}</url><price>${price}</price><currencyId>RUR</currencyId><categoryId>2</categoryId><picture>https://shop.example.com/${id}.jpg</picture><name>Товар ${id}</name>${more}</offer>`;
const feed = (...offers: string[]) => feedOf(offers.join('\n'));
const file = (content: string) => writeTemporary('feed.xml', content);
const outputFile = (name = 'out.xml') => path.join(mkdtempSync(path.join(tmpdir(), 'occwo-feed-')), name);
const checking = { profile: 'market', format: 'text', failOn: 'error', maxPerRule: 100 } as const;
const writing = { profile: 'market', check: false, skipInvalid: false } as const;

describe('feed check', () => {
  it('is done with a sound feed and answers 3 for an error, with place, offer and fix', async () => {
    const sound = runInput();
    expect(await runFeedCheck({ ...sound, ...checking, source: file(feed(offer('a'))) })).toBe(0);
    expect(sound.streams.out()).toMatch(/feed\.xml: 1 offers, 0 errors/);
    const broken = runInput();
    expect(await runFeedCheck({ ...broken, ...checking, source: file(feed(offer('a'), offer('b', 'дорого'))) })).toBe(3);
    expect(broken.streams.out()).toMatch(/feed\.xml:8:\d+: error price-format \[offer b\].*fix: /);
  });

  it('passes over warnings unless they are asked about', async () => {
    const source = file(feed(offer('a').replace(/<url>.*<\/url>/, '')));
    const run = runInput();
    expect(await runFeedCheck({ ...run, ...checking, json: true, source })).toBe(0);
    const report = JSON.parse(run.streams.out()) as { warnings: number; errors: number };
    expect(report).toMatchObject({ errors: 0, warnings: expect.any(Number) });
    expect(report.warnings).toBeGreaterThan(0);
    expect(schemaFaults('feed-check', report)).toEqual([]);
    expect(await runFeedCheck({ ...runInput(), ...checking, failOn: 'warning', source })).toBe(3);
  });

  it('reads stdin and prints SARIF and JUnit', async () => {
    const faulty = feed(offer('a', 'дорого'));
    const sarif = runInput(faulty);
    await runFeedCheck({ ...sarif, ...checking, format: 'sarif', source: '-' });
    expect(JSON.parse(sarif.streams.out())).toMatchObject({ version: '2.1.0', runs: [{ results: expect.arrayContaining([expect.objectContaining({ ruleId: 'price-format' })]) }] });
    const junit = runInput(faulty);
    await runFeedCheck({ ...junit, ...checking, format: 'junit', source: '-' });
    expect(junit.streams.out()).toMatch(/<testsuites>.*price-format/s);
  });

  it('keeps so many findings of a rule and counts all of them', async () => {
    const run = runInput();
    await runFeedCheck({ ...run, ...checking, json: true, maxPerRule: 1, source: file(feed(...['a', 'b', 'c'].map((id) => offer(id, 'x')))) });
    const { counts, problems } = JSON.parse(run.streams.out()) as { counts: Record<string, number>; problems: { rule: string }[] };
    expect(counts['price-format']).toBe(3);
    expect(problems.filter(({ rule }) => rule === 'price-format')).toHaveLength(1);
  });

  it.each([['no-such.xml', 'usage', /no-such\.xml/], [tmpdir(), 'usage', /directory/], [file(''), 'input', /empty/], [file('id;price'), 'input', /not XML/]])('%s is an error of its own', async (source, code, message) => {
    await expect(runFeedCheck({ ...runInput(), ...checking, source })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('feed stats', () => {
  it('counts for people and for programs', async () => {
    const source = file(feed(offer('a', '10'), offer('b', '30')));
    const text = runInput();
    expect(await runFeedStats({ ...text, source })).toBe(0);
    expect(text.streams.out()).toMatch(/Offers +2\n[^]*RUR: 10–30, mean 20\.00, 2 offers/);
    const json = runInput(readFileSync(source, 'utf8'));
    await runFeedStats({ ...json, json: true, source: '-' });
    const stats = JSON.parse(json.streams.out()) as unknown;
    expect(stats).toMatchObject({ offers: 2, shop: 'Лавка', categories: 2, usedCategories: 1 });
    expect(schemaFaults('feed-stats', stats)).toEqual([]);
  });
});

describe('feed diff', () => {
  const older = feed(offer('a'), offer('b', '20'), offer('c'));
  const newer = feed(offer('a'), offer('b', '25'), offer('d'));

  it('answers 3 and tells what differs, 0 where nothing does', async () => {
    const run = runInput();
    expect(await runFeedDiff({ ...run, source: file(older), after: file(newer), max: 10 })).toBe(3);
    expect(run.streams.out()).toMatch(/~ b\n {4}price: 20 → 25\n[^]*added 1, removed 1, changed 1, unchanged 1\nchanged fields: price 1\n/);
    const same = runInput();
    expect(await runFeedDiff({ ...same, source: file(older), after: file(older), max: 10 })).toBe(0);
  });

  it('takes one of the two from stdin and shows no more than asked', async () => {
    const run = runInput(newer);
    expect(await runFeedDiff({ ...run, json: true, source: file(older), after: '-', max: 1 })).toBe(3);
    const diff = JSON.parse(run.streams.out()) as { differences: unknown[] };
    expect(diff).toMatchObject({ added: 1, removed: 1, changed: 1, after: '-' });
    expect(diff.differences).toHaveLength(1);
    expect(schemaFaults('feed-diff', diff)).toEqual([]);
    await expect(runFeedDiff({ ...runInput(), source: '-', after: '-', max: 1 })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('feed convert and split', () => {
  it('writes another dialect from stdin, packed by its name', async () => {
    const run = runInput(feed(offer('a', '10', '<count>4</count>')));
    const output = outputFile('ozon.xml.gz');
    expect(await runFeedConvert({ ...run, ...writing, json: true, profile: 'ozon', source: '-', output })).toBe(0);
    const document = JSON.parse(run.streams.out()) as unknown;
    expect(document).toMatchObject({ offers: 1, leftOut: 0, files: [{ path: output, offers: 1 }] });
    expect(schemaFaults('feed-written', document)).toEqual([]);
    expect([...readFileSync(output).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(await ymlStats(output)).toMatchObject({ offers: 1, elements: { price: 1, outlets: 1 } });
  });

  it('ends at a faulty offer and leaves the former file, or leaves the offer out', async () => {
    const source = file(feed(offer('a'), offer('b', 'дорого')));
    const output = file('former');
    await expect(runFeedConvert({ ...runInput(), ...writing, check: true, source, output })).rejects.toMatchObject({ code: 'findings', message: expect.stringMatching(/offer b.*price-format.*--skip-invalid/) });
    expect(readFileSync(output, 'utf8')).toBe('former');
    const run = runInput();
    expect(await runFeedConvert({ ...run, ...writing, skipInvalid: true, source, output })).toBe(3);
    expect(run.streams.err()).toMatch(/offer b: .*price-format/);
    expect(run.streams.out()).toContain('Left out: 1');
    expect(await ymlStats(output)).toMatchObject({ offers: 1 });
  });

  it('splits into parts with an index, beside the feed where no name is given', async () => {
    const source = file(feed(offer('a'), offer('b'), offer('c')));
    const run = runInput();
    expect(await runFeedSplit({ ...run, ...writing, json: true, maxOffers: 2, source, output: source })).toBe(0);
    const document = JSON.parse(run.streams.out()) as { files: { path: string }[]; index: string };
    expect(schemaFaults('feed-written', document)).toEqual([]);
    expect(document.files.map(({ path: part }) => path.basename(part))).toEqual(['feed-1.xml', 'feed-2.xml']);
    expect(existsSync(document.index)).toBe(true);
  });

  it.each([
    [{ output: '-', json: true }, /--json/], [{ output: '-', maxOffers: 1 }, /one feed/], [{ output: 'x.xml', maxSize: 'large' }, /large/],
  ])('%o cannot be', async (input, message) => {
    await expect(runFeedConvert({ ...runInput(), ...writing, source: file(feed(offer('a'))), ...input })).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
  });

  it('needs a limit to split by, and a name where the feed is an address', async () => {
    await expect(runFeedSplit({ ...runInput(), ...writing, source: 'feed.xml', output: 'feed.xml' })).rejects.toMatchObject({ code: 'usage' });
    const source = 'https://shop.example.com/feed.xml';
    await expect(runFeedSplit({ ...runInput(), ...writing, maxOffers: 5, source, output: source })).rejects.toMatchObject({ code: 'usage' });
  });

  it('names a folder that is not there', async () => {
    const output = path.join(path.dirname(outputFile()), 'none', 'out.xml');
    await expect(runFeedConvert({ ...runInput(), ...writing, source: file(feed(offer('a'))), output })).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('none') });
  });
});

it.each([['500MB', 500e6], ['1.5 gb', 1.5e9], ['64kB', 64e3], ['1234', 1234]])('%s is %i bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

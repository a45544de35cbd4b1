import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { exitCodes } from '../../errors/exit-code.js';
import { capturedStreams } from '../../testing/captured-streams.js';
import { feedOf, writeTemporary } from '../../testing/catalogue-files.js';
import { schemaFaults } from '../../testing/json-schemas.js';
import { startSandboxes } from '../sandbox/start-sandboxes.js';
import type { StartedSandboxes } from '../sandbox/start-sandboxes.js';
import type { ItemLine } from './item-line.js';
import { runPublish } from './run-publish.js';
import type { PublishInput } from './run-publish.js';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const sample = path.join(root, 'examples/publish-catalogue');
const shared = path.join(root, '../shared/fixtures/yml/valid/ecom-simplified-ekb.xml');
const broken = JSON.parse(readFileSync(path.join(sample, 'data/broken.json'), 'utf8')) as Record<string, string>;
const never = new AbortController().signal;

async function publish(input: Partial<PublishInput> & { readonly file: string }) {
  const streams = capturedStreams();
  const report = path.join(mkdtempSync(path.join(tmpdir(), 'occwo-report-')), 'report.json');
  const exitCode = await runPublish({
    to: [], sandbox: true, dryRun: false, verbose: false, json: true, onlyValid: false, yes: false, report, language: 'en', folder: tmpdir(),
    environment: {}, streams, stop: never, abort: never, ...input,
  });
  return { exitCode, out: streams.out(), err: streams.err(), lines: JSON.parse(readFileSync(report, 'utf8')) as ItemLine[] };
}

interface ResultDocument {
  readonly items: number;
  readonly exitCode: number;
  readonly marketplaces: readonly { marketplace: string; read: number; sent: number; accepted: number; rejected: number; unknown: number; skipped: number }[];
}

const running: StartedSandboxes[] = [];
afterEach(async () => void (await Promise.all(running.splice(0).map((one) => one.close()))));

// At once: each waits most of its time for the limits of its sandboxes.
describe.concurrent('the sample catalogue on three sandboxes', () => {
  const config = path.join(sample, 'occwo.config.ts');

  it.each(['catalogue.xml', 'catalogue.csv'])('%s: every good item is accepted everywhere, every broken one refused somewhere', async (name) => {
    const { exitCode, out, lines } = await publish({ file: path.join(sample, 'data', name), config });
    const document = JSON.parse(out) as ResultDocument;
    expect(exitCode).toBe(exitCodes.partlyDone);
    expect(document).toMatchObject({ items: 510, exitCode });
    expect(document.marketplaces.map(({ marketplace, read, accepted, rejected, unknown }) => [marketplace, read, accepted + rejected + unknown])).toEqual([
      ['ozon', 510, 510], ['wildberries', 510, 510], ['yandex', 510, 510],
    ]);
    expect(schemaFaults('publish', document)).toEqual([]);
    expect(schemaFaults('report', lines)).toEqual([]);
    expect(lines).toHaveLength(3 * 510);
    const isBroken = (line: ItemLine) => (line.sku ?? '') in broken;
    const told = ({ marketplace, sku, reasons }: ItemLine) => `${marketplace} ${sku}: ${reasons[0]?.code}`;
    expect(lines.filter((line) => line.outcome !== 'accepted' && !isBroken(line)).map(told)).toEqual([]);
    expect(lines.filter((line) => line.outcome === 'unknown').map(told)).toEqual([]);
    const refused = new Set(lines.filter(({ outcome }) => outcome === 'rejected').map(({ sku }) => sku));
    expect(Object.keys(broken).filter((sku) => !refused.has(sku))).toEqual([]);
    expect(lines.every(({ outcome, reasons }) => outcome === 'accepted' || (reasons[0]?.message ?? '') !== '')).toBe(true);
  });

  it('is done with --only-valid: the broken ones are skipped', async () => {
    const { exitCode, out, lines } = await publish({ file: path.join(sample, 'data/catalogue.xml'), config, onlyValid: true });
    expect(exitCode).toBe(exitCodes.done);
    expect((JSON.parse(out) as ResultDocument).marketplaces.map(({ accepted, skipped }) => [accepted, skipped])).toEqual([[490, 20], [490, 20], [490, 20]]);
    expect(new Set(lines.filter(({ outcome }) => outcome === 'skipped').map(({ sku }) => sku))).toEqual(new Set(Object.keys(broken)));
  });
});

describe('sandboxes that run already', () => {
  it.skipIf(!existsSync(shared))('end the published feed of 36 offers the same twice', async () => {
    const sandboxes = await startSandboxes([], 0);
    running.push(sandboxes);
    const run = async () => {
      const { out, lines } = await publish({ file: shared, environment: sandboxes.variables });
      const outcomes = lines.map(({ marketplace, sku, outcome, reasons }) => [marketplace, sku, outcome, reasons.map((reason) => reason.code)].join(' ')).sort();
      return { document: JSON.parse(out) as ResultDocument, outcomes };
    };
    const first = await run();
    expect(first.document.marketplaces.map(({ marketplace, read, sent, accepted, rejected, unknown }) => [marketplace, read, sent, accepted + rejected, unknown])).toEqual([
      ['ozon', 36, 36, 36, 0], ['wildberries', 36, 36, 36, 0], ['yandex', 36, 36, 36, 0],
    ]);
    expect((await run()).outcomes).toEqual(first.outcomes);
  });

  it('refuse a wrong key before anything is sent', async () => {
    const sandboxes = await startSandboxes([], 0);
    running.push(sandboxes);
    const file = writeTemporary('feed.xml', feedOf('<offer id="a"><name>A</name><price>1</price><categoryId>1</categoryId></offer>'));
    const environment = { ...sandboxes.variables, OCCWO_OZON_API_KEY: 'wrong' };
    await expect(publish({ file, environment })).rejects.toMatchObject({ code: expect.stringMatching(/unauthorized|forbidden/) });
    await expect(publish({ file, environment: { ...sandboxes.variables, OCCWO_WILDBERRIES_TOKEN: '' } })).rejects.toMatchObject({ code: 'credentials' });
    await expect(publish({ file, environment: { OCCWO_SANDBOX_URLS: 'ozon' } })).rejects.toMatchObject({ code: 'usage' });
    await expect(publish({ file, environment: { OCCWO_SANDBOX_URLS: 'ozon=http://127.0.0.1:9' }, to: ['yandex'] })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('a config that says readOnly', () => {
  it('sends no write, whatever the flags say', async () => {
    const file = writeTemporary('feed.xml', feedOf('<offer id="a"><name>A</name><price>1</price><categoryId>1</categoryId></offer>'));
    const config = writeTemporary('occwo.config.json', JSON.stringify({ yandex: { readOnly: true, categories: { '*': { marketCategoryId: 91 } } } }));
    const { exitCode, lines, out } = await publish({ file, config, to: ['yandex'], yes: true });
    expect(exitCode).toBe(exitCodes.readOnly);
    expect(JSON.parse(out)).toMatchObject({ marketplaces: [{ accepted: 0, error: { code: 'read-only' } }] });
    expect(lines).toMatchObject([{ sku: 'a', outcome: expect.stringMatching(/rejected|unknown/) }]);
  });
});

describe('a dry run', () => {
  const feed = () => writeTemporary('feed.xml', feedOf('<offer id="a"><name>Чай</name><price>10</price><categoryId>1</categoryId><picture>https://a/1.jpg</picture><vendor>В</vendor><description>Д</description><count>1</count></offer>'));

  it('prints the writes that would be sent, to the real hosts, without a secret', async () => {
    const { exitCode, out } = await publish({ file: feed(), dryRun: true, environment: { OCCWO_OZON_CLIENT_ID: '4711', OCCWO_OZON_API_KEY: 'SECRET-KEY' } });
    const { requests, dryRun } = JSON.parse(out) as { requests: { marketplace: string; method: string; url: string; effect: string; body: string; headers: Record<string, string> }[]; dryRun: boolean };
    expect(exitCode).toBe(exitCodes.done);
    expect(schemaFaults('publish', JSON.parse(out))).toEqual([]);
    expect(dryRun).toBe(true);
    expect(new Set(requests.map(({ marketplace }) => marketplace))).toEqual(new Set(['ozon', 'wildberries', 'yandex']));
    expect(requests.every(({ effect }) => effect === 'write')).toBe(true);
    expect(requests.every(({ url }) => url.startsWith('https://') && !url.includes('127.0.0.1'))).toBe(true);
    const card = requests.find(({ url }) => url === 'https://api-seller.ozon.ru/v3/product/import');
    expect(card?.headers).toMatchObject({ 'client-id': '4711', 'api-key': '***' });
    expect(JSON.parse(card?.body ?? '')).toMatchObject({ items: [{ offer_id: 'a', name: 'Чай' }] });
    expect(out).not.toContain('SECRET-KEY');
    expect(requests.some(({ url }) => url.includes('/businesses/{businessId}/'))).toBe(true);
  });

  it('shows a mapping of real ids as it is, though no sandbox knows them', async () => {
    const attributes = { Цвет: { attribute: 'Цвет' }, 8229: 'name' } as const;
    const config = writeTemporary('occwo.config.json', JSON.stringify({
      ozon: { categories: { '*': { descriptionCategoryId: 17_027_904, typeId: 93_244, attributes } }, warehouses: { main: 5_000_000_001 } },
      wildberries: { categories: { '*': { subjectId: 54_321, attributes } }, warehouses: { main: 600_001 }, photos: 'never' },
      yandex: { categories: { '*': { marketCategoryId: 7_811_944, attributes } }, warehouses: { main: { campaignId: 31_001_001 } } },
    }));
    const { out } = await publish({ file: feed(), dryRun: true, config });
    const { marketplaces } = JSON.parse(out) as ResultDocument;
    expect(marketplaces.map(({ marketplace, accepted }) => [marketplace, accepted])).toEqual([['ozon', 1], ['wildberries', 1], ['yandex', 1]]);
    for (const id of ['17027904', '93244', '5000000001', '54321', '/api/v3/stocks/600001', '7811944', '/campaigns/31001001/']) expect(out).toContain(id);
  });

  it('prints HTTP messages for people, and reads too when asked', async () => {
    const { out, err } = await publish({ file: feed(), dryRun: true, verbose: true, json: false, to: ['yandex'] });
    expect(out).toMatch(/^# yandex offerMappings\.update\nPOST https:\/\/api\.partner\.market\.yandex\.ru\/v2\/businesses\/\{businessId\}\/offer-mappings\/update\n/m);
    expect(out).toMatch(/api-key: \*\*\*/i);
    expect(err).toMatch(/requests printed, nothing was sent/);
  });
});

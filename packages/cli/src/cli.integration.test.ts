import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded, cliFolder, emptyFolder, occwo, startOccwo } from './testing/built-cli.js';
import { feedOf, writeTemporary } from './testing/catalogue-files.js';
import { schemaFaults } from './testing/json-schemas.js';

// The built command, run as a user runs it.
beforeAll(buildIfNeeded, 240_000);

const offer = (id: string, category = '2') =>
  `<offer id="${id}"><name>Товар ${id}</name><price>100</price><categoryId>${category}</categoryId><picture>https://a.example/1.jpg</picture><vendor>В</vendor><description>Д</description><count>1</count></offer>`;
const goodFeed = () => writeTemporary('feed.xml', feedOf(offer('a')));

describe('bad input: one clear message, the documented exit code, no stack, nothing sent', () => {
  const config = (content: unknown) => writeTemporary('occwo.config.json', typeof content === 'string' ? content : JSON.stringify(content));
  const mapping = { yandex: { categories: { '*': { marketCategoryId: 1 } } } };

  it.each<[string, () => readonly string[], number, RegExp, Record<string, string>?]>([
    ['a file that is not XML', () => [writeTemporary('feed.xml', 'id;price\n1;2\n'), '--sandbox'], 1, /is not XML/],
    ['an empty file', () => [writeTemporary('feed.xml', ''), '--sandbox'], 1, /is empty/],
    ['broken XML after good offers', () => [writeTemporary('feed.xml', feedOf(offer('a')).replace('</shop>', '')), '--sandbox'], 1, /broken/],
    ['a feed without categories', () => [writeTemporary('feed.xml', feedOf(offer('a'), '')), '--sandbox'], 1, /no categories/],
    ['a directory', () => [tmpdir(), '--sandbox'], 2, /is a directory/],
    ['a missing file', () => ['no-such.xml', '--sandbox'], 2, /There is no file no-such\.xml/],
    ['a wrong extension', () => [writeTemporary('feed.docx', 'x'), '--sandbox'], 2, /\.docx/],
    ['a table without articles', () => [writeTemporary('goods.csv', 'price;colour\n1;red\n'), '--sandbox'], 1, /no column/],
    ['a missing config', () => [goodFeed(), '--yes'], 2, /There is no occwo\.config/],
    ['a config file that is not there', () => [goodFeed(), '--config', 'none.ts', '--yes'], 2, /no config file none\.ts/],
    ['a config that is no JSON', () => [goodFeed(), '--config', config('{'), '--yes'], 2, /cannot be read/],
    ['a config with an unknown key', () => [goodFeed(), '--config', config({ ozone: {} }), '--yes'], 2, /ozone is no known key/],
    ['a config without the marketplace', () => [goodFeed(), '--to', 'ozon', '--config', config(mapping), '--yes'], 2, /says nothing about ozon/],
    ['a wrong marketplace name', () => [goodFeed(), '--to', 'ozon,amazon', '--sandbox'], 2, /no marketplace "amazon".*ozon, wildberries, yandex/],
    ['an unknown flag', () => [goodFeed(), '--token', 'x'], 2, /--token/],
    ['no file at all', () => [], 2, /Missing 1 required arg/],
    ['a missing credential', () => [goodFeed(), '--config', config(mapping), '--yes'], 4, /yandex: apiKey is missing[^]*OCCWO_YANDEX_API_KEY/],
    ['nobody to confirm', () => [goodFeed(), '--config', config(mapping)], 2, /--yes/],
    ['read-only mode', () => [goodFeed(), '--sandbox', '--to', 'yandex'], 6, /read-only/, { OCCWO_READ_ONLY: '1' }],
    ['a report that cannot be written', () => [goodFeed(), '--sandbox', '--report', path.join(emptyFolder, 'none', 'report.json')], 2, /Cannot write/],
  ])('%s', async (_name, argv, code, message, environment = {}) => {
    const words = ['publish', ...argv()];
    const [plain, json] = await Promise.all([occwo(words, environment), occwo([...words, '--json'], environment)]);
    expect(plain.err).toMatch(message);
    expect(plain.code).toBe(code);
    expect(plain.err + plain.out).not.toMatch(/\n\s+at .*[:(]\d+/);
    expect(plain.out).toMatch(code === 6 ? /yandex/ : /^$/);
    expect(json.code).toBe(code);
    expect(schemaFaults(code === 6 ? 'publish' : 'error', JSON.parse(json.out))).toEqual([]);
  });

  it('a feed with a dangling category: that offer is named with line and category, the others are published', async () => {
    const file = writeTemporary('feed.xml', feedOf([offer('a'), offer('b', '777')].join('\n')));
    const rejected = path.join(path.dirname(file), 'rejected.jsonl');
    const { code, out } = await occwo(['publish', file, '--sandbox', '--to', 'yandex', '--rejected', rejected]);
    expect(code).toBe(3);
    expect(out).toMatch(/yandex +│ +2 │ +1 │ +1 │ +1 │ +0 │/);
    expect(JSON.parse(readFileSync(rejected, 'utf8'))).toMatchObject({ sku: 'b', line: 8, reasons: [{ message: expect.stringMatching(/b .*line 8.*777/) }] });
  });
});

describe('sandboxes of another terminal', () => {
  it('take a publish by their variables again and again, and refuse a wrong key with code 4', async () => {
    const sandbox = startOccwo(['sandbox', 'start', '--only', 'yandex', '--json']);
    const { out } = await sandbox.until(/Running.*Ctrl/);
    const { environment } = JSON.parse(out) as { environment: Record<string, string> };
    expect(schemaFaults('sandbox-start', JSON.parse(out))).toEqual([]);
    expect(Object.keys(environment)).toEqual(['OCCWO_SANDBOX_URLS', 'OCCWO_YANDEX_API_KEY', 'OCCWO_YANDEX_BUSINESS_ID', 'OCCWO_YANDEX_CAMPAIGN_ID']);
    const argv = ['publish', goodFeed(), '--sandbox', '--to', 'yandex', '--json'];
    for (const _run of ['first', 'second']) {
      const { code, out: result } = await occwo(argv, environment);
      expect(JSON.parse(result)).toMatchObject({ exitCode: 0, marketplaces: [{ marketplace: 'yandex', read: 1, accepted: 1 }] });
      expect(code).toBe(0);
    }
    const refused = await occwo(argv, { ...environment, OCCWO_YANDEX_API_KEY: 'ACMA:wrong' });
    expect(refused.code).toBe(4);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'unauthorized' } });
    expect(refused.out + refused.err).not.toContain('ACMA:wrong');
    sandbox.interrupt();
    expect((await sandbox.ended).code).toBe(0);
  });
});

describe('Ctrl+C', () => {
  it('finishes what is under way, leaves a whole report and ends with 130', async () => {
    const rows = Array.from({ length: 4500 }, (_, index) => `n${index};Товар ${index};Одежда;В;Д;https://a.example/1.jpg;100`);
    const file = writeTemporary('goods.csv', `sku;name;category;brand;description;photos;price\n${rows.join('\n')}\n`);
    const report = path.join(path.dirname(file), 'report.json');
    const run = startOccwo(['publish', file, '--sandbox', '--to', 'yandex', '--report', report]);
    await run.until(/cards \d+/);
    run.interrupt();
    const { code, out, err } = await run.ended;
    const lines = JSON.parse(readFileSync(report, 'utf8')) as { outcome: string }[];
    expect(code).toBe(130);
    expect(err).toContain('Interrupted');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(rows.length);
    expect(lines.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(out).toMatch(new RegExp(`yandex +│ +${lines.length} │ +${lines.length} │ +${lines.length} │`));
  });
});

describe('start-up', () => {
  interface Manifest {
    readonly commands: Record<string, { readonly relativePath: readonly string[] }>;
  }

  it('has a manifest of every command that points into the bundle', () => {
    const { commands } = JSON.parse(readFileSync(path.join(cliFolder, 'oclif.manifest.json'), 'utf8')) as Manifest;
    expect(Object.keys(commands).sort()).toEqual([
      'api:call', 'api:describe', 'api:search', 'doctor', 'feed:build', 'feed:check', 'feed:convert', 'feed:diff', 'feed:split', 'feed:stats',
      'help', 'help:exit-codes', 'ledger:list', 'ledger:show', 'publish',
      'saga:cancel', 'saga:diagram', 'saga:list', 'saga:migrate', 'saga:prune', 'saga:resolve', 'saga:retry', 'saga:show', 'saga:signal', 'saga:skip',
      'saga:stats', 'saga:work', 'sandbox:start',
    ]);
    for (const { relativePath } of Object.values(commands)) {
      expect(relativePath.slice(0, 2)).toEqual(['dist', 'commands']);
      expect(readFileSync(path.join(cliFolder, ...relativePath), 'utf8')).toMatch(/^import/);
    }
  });

  it('never opens oclif outside of the bundle, nor a marketplace before it is needed', async () => {
    const { code, err } = await occwo(['publish', 'no-such.xml'], { NODE_DEBUG: 'module,esm' });
    expect(code).toBe(2);
    expect(err).toContain('commands/publish.js');
    expect(err).not.toMatch(/node_modules\/@oclif\/core/);
    expect(err).not.toMatch(/packages\/(ozon|wildberries|yandex)\/dist/);
  });

  it('answers its version, help in two languages and the exit codes', async () => {
    expect((await occwo(['--version'])).out).toMatch(/^@occwo\/cli\/\d+\.\d+\.\d+ /);
    expect((await occwo(['publish', '--help'])).out).toContain('Publish a catalogue on Ozon');
    expect((await occwo(['publish', '--help'], { LANG: 'ru_RU.UTF-8' })).out).toContain('Опубликовать каталог');
    expect((await occwo(['help', 'exit-codes', '--lang', 'ru'])).out).toContain('сделано частично');
    const codes = JSON.parse((await occwo(['help', 'exit-codes', '--json'])).out) as unknown;
    expect(codes).toMatchObject({ exitCodes: expect.arrayContaining([expect.objectContaining({ code: 3 })]) });
    expect(schemaFaults('help-exit-codes', codes)).toEqual([]);
    expect(await occwo(['publsh'])).toMatchObject({ code: 2, err: expect.stringContaining('publsh') });
  });
});

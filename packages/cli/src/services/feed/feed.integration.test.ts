import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded, cliFolder, occwo } from '../../testing/built-cli.js';
import { feedOf } from '../../testing/catalogue-files.js';
import { schemaFaults } from '../../testing/json-schemas.js';

// The built command, run as a user runs it.
beforeAll(buildIfNeeded, 240_000);

const folder = mkdtempSync(path.join(tmpdir(), 'occwo-feeds-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string, content?: string) => {
  if (content !== undefined) writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};

const shop = ['--name', 'Лавка', '--company', 'ООО', '--url', 'https://shop.example.com'];
/** Runs the command with bytes on its stdin. */
async function piped(argv: readonly string[], stdin: string) {
  const child = spawn(process.execPath, [path.join(cliFolder, 'bin/run.js'), ...argv], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LANG: 'C', LC_ALL: 'C' } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stdin.end(stdin);
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

describe('Ctrl+C while stdin is read', () => {
  it('ends with 130 and leaves no copy behind', async () => {
    const temporary = mkdtempSync(path.join(folder, 'tmp-'));
    const argv = [path.join(cliFolder, 'bin/run.js'), 'feed', 'build', '-', '--format', 'jsonl', ...shop, '-o', inFolder('stopped.xml')];
    const child = spawn(process.execPath, argv, { stdio: ['pipe', 'ignore', 'ignore'], env: { ...process.env, TMPDIR: temporary } });
    const ended = once(child, 'close');
    child.stdin.write('{"id":"a","name":"A","price":1,"currencyId":"RUB","category":"К"}\n');
    while (!readdirSync(temporary, { recursive: true }).some((name) => String(name).endsWith('stdin'))) {
      expect(child.exitCode, 'it ended before it could be stopped').toBeNull();
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect(readdirSync(temporary).filter((name) => name.startsWith('occwo-'))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('stopped.xml');
  });
});

describe('pipes and exit codes', () => {
  const offer = (price: string) => `<offer id="a"><url>https://a.example</url><name>A</name><price>${price}</price><currencyId>RUR</currencyId><categoryId>2</categoryId></offer>`;
  const feed = feedOf(offer('1'));

  it('goes from stdin to stdout', async () => {
    const converted = await piped(['feed', 'convert', '-', '--profile', 'ozon'], feed);
    expect(converted).toMatchObject({ code: 0, out: expect.stringContaining('<offer id="a"><price>1</price></offer>') });
    const built = await piped(['feed', 'build', '-', '--format', 'json', ...shop], '[{"id":"a","name":"A","price":1,"currencyId":"RUB","category":"К"}]');
    expect(built.code).toBe(0);
    expect((await piped(['feed', 'check', '-', '--json'], built.out)).code).toBe(0);
  });

  it('ends with 3 for findings and differences, 0 without', async () => {
    const sound = inFolder('sound.xml', feed);
    const faulty = inFolder('faulty.xml', feedOf(offer('дорого')));
    expect((await occwo(['feed', 'check', sound])).code).toBe(0);
    const found = await occwo(['feed', 'check', faulty, '--json']);
    expect(found.code).toBe(3);
    expect(schemaFaults('feed-check', JSON.parse(found.out))).toEqual([]);
    expect((await occwo(['feed', 'diff', sound, faulty])).code).toBe(3);
    expect((await occwo(['feed', 'diff', sound, sound])).code).toBe(0);
    const refused = await occwo(['feed', 'convert', faulty, '--check', '-o', inFolder('never.xml'), '--json']);
    expect(refused.code).toBe(3);
    expect(schemaFaults('error', JSON.parse(refused.out))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('never.xml');
  });

  it.each<[readonly string[], number]>([
    [['feed', 'check', 'none.xml'], 2], [['feed', 'stats', 'none.xml'], 2], [['feed', 'build', 'none.csv', ...shop], 2], [['feed', 'split', 'none.xml'], 2], [['feed', 'check', 'a.xml', '--profile', 'amazon'], 2],
    [['api', 'describe', 'ozon.nothing'], 2], [['api', 'call', 'ozon.products.list'], 4], [['api', 'call', 'ozon.products.delete', '--body', '{}'], 2],
  ])('%j ends with %i, and with one document for --json', async (argv, code) => {
    const [plain, json] = await Promise.all([occwo(argv), occwo([...argv, '--json'])]);
    expect([plain.code, json.code]).toEqual([code, code]);
    expect(plain.out).toBe('');
    expect(plain.err).toMatch(/^Error: /);
    expect(schemaFaults('error', JSON.parse(json.out))).toEqual([]);
  });
});

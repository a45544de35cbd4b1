import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ymlStats } from '@occwo/yandex/yml';
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
const filler = 'Описание товара, которое занимает место. '.repeat(10);

async function offersFile(name: string, count: number): Promise<string> {
  function* lines() {
    for (let id = 1; id <= count; id += 1) {
      yield `${JSON.stringify({ id: `s${id}`, name: `Товар ${id}`, price: id, currencyId: 'RUB', category: `Раздел ${id % 50}`, url: `https://shop.example.com/${id}`, description: filler })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(inFolder(name)));
  return inFolder(name);
}

/** Runs the command with bytes on its stdin. */
async function piped(argv: readonly string[], stdin: string) {
  const child = spawn(process.execPath, [path.join(cliFolder, 'bin/run.js'), ...argv], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, LANG: 'C', LC_ALL: 'C' } });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
  child.stdin.end(stdin);
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

describe('kill -9 in the middle of a build', () => {
  it('leaves the old feed, and the next build clears up', async () => {
    const source = await offersFile('many.jsonl', 150_000);
    await occwo(['feed', 'build', inFolder('one.jsonl', '{"id":"old","name":"a","price":1,"category":"К"}\n'), ...shop, '-o', inFolder('feed.xml')]);
    const old = readFileSync(inFolder('feed.xml'), 'utf8');
    expect(old).toContain('id="old"');
    const child = spawn(process.execPath, [path.join(cliFolder, 'bin/run.js'), 'feed', 'build', source, ...shop, '-o', inFolder('feed.xml')], { stdio: 'ignore' });
    const ended = once(child, 'close');
    const parts = () => readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name.endsWith('.part')).map(({ name }) => path.join(folder, name));
    while (!parts().some((part) => statSync(part).size > 5_000_000)) {
      expect(child.exitCode, 'it ended before it could be killed').toBeNull();
      await new Promise((resolve) => setImmediate(resolve));
    }
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(readFileSync(inFolder('feed.xml'), 'utf8')).toBe(old);
    const again = await occwo(['feed', 'build', source, ...shop, '-o', inFolder('feed.xml')]);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('150000 offers') });
    expect(await ymlStats(inFolder('feed.xml'))).toMatchObject({ offers: 150_000, categories: 50 });
    expect(parts()).toEqual([]);
  }, 180_000);
});

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

describe('memory', () => {
  it('stays flat: ten times the offers take about the same', async () => {
    const peak = async (count: number) => {
      const source = await offersFile(`m${count}.jsonl`, count);
      const script = `process.on('exit', () => process.stderr.write('peak ' + Math.round(process.resourceUsage().maxRSS / 1024)));
        process.argv = [process.argv[0], 'occwo', ...${JSON.stringify(['feed', 'build', source, ...shop, '-o', inFolder('memory.xml')])}]; await import(${JSON.stringify(path.join(cliFolder, 'bin/run.js'))});`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
      await once(child, 'close');
      return Number(/peak (\d+)/.exec(err)?.[1]);
    };
    const small = await peak(20_000);
    const large = await peak(200_000);
    expect(small).toBeGreaterThan(30);
    expect(large).toBeLessThan(small + 60);
  }, 180_000);
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

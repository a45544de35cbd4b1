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

import { execFile } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { feedOf, writeTemporary } from '../testing/catalogue-files.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const script = fileURLToPath(new URL('../testing/read-memory.ts', import.meta.url));
const items = 40_000;
const filler = 'Описание товара, которое занимает место. '.repeat(20);

async function readInProcess(name: string, lines: Iterable<string>) {
  const file = writeTemporary(name, '');
  try {
    await pipeline(Readable.from(lines), createWriteStream(file));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, file], { cwd: root });
    return JSON.parse(stdout) as { products: number; problems: number; peakMegabytes: number };
  } finally {
    rmSync(path.dirname(file), { recursive: true });
  }
}

function* feedLines(): Generator<string> {
  const [head, tail] = feedOf('@').split('@') as [string, string];
  yield head;
  for (let id = 0; id < items; id += 1) {
    yield `<offer id="s${id}"><name>Товар ${id}</name><price>10</price><categoryId>2</categoryId><description>${filler}</description></offer>\n`;
  }
  yield tail;
}

function* csvLines(): Generator<string> {
  yield 'sku;name;category;price;description\n';
  for (let id = 0; id < items; id += 1) yield `s${id};Товар ${id};Одежда;10;${filler}\n`;
}

function* jsonLines(): Generator<string> {
  for (let id = 0; id < items; id += 1) yield `${JSON.stringify({ sku: `s${id}`, name: `Товар ${id}`, category: 'Одежда', price: '10', description: filler })}\n`;
}

describe('reading a catalogue of sixty megabytes', () => {
  it.each([['goods.xml', feedLines], ['goods.csv', csvLines], ['goods.jsonl', jsonLines]] as const)('%s stays under 200 MB', async (name, lines) => {
    const { products, problems, peakMegabytes } = await readInProcess(name, lines());
    expect({ products, problems }).toEqual({ products: items, problems: 0 });
    expect(peakMegabytes).toBeLessThan(200);
  });
});

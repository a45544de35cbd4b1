import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const fresh = mkdtempSync(path.join(tmpdir(), 'occwo-sample-'));
const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

beforeAll(() => execFileSync(process.execPath, [path.join(here, 'generate.mjs'), fresh]));
afterAll(() => rmSync(fresh, { recursive: true, force: true }));

describe('the sample catalogue', () => {
  it.each(['catalogue.xml', 'catalogue.csv', 'broken.json'])('%s is what the generator writes', (name) => {
    expect(read(here, name)).toBe(read(fresh, name));
  });

  it('holds at least 500 products, the same ones in both forms', () => {
    const inYml = [...read(fresh, 'catalogue.xml').matchAll(/<offer id="([^"]+)"/g)].map((match) => match[1]);
    const inCsv = read(fresh, 'catalogue.csv').trimEnd().split('\n').slice(1).map((line) => line.slice(0, line.indexOf(';')));
    expect(inYml.length).toBeGreaterThanOrEqual(500);
    expect(new Set(inYml).size).toBe(inYml.length);
    expect(inCsv).toEqual(inYml);
  });

  it('names every broken item, about twenty of them', () => {
    const broken = JSON.parse(read(fresh, 'broken.json')) as Record<string, string>;
    expect(Object.keys(broken)).toHaveLength(20);
    for (const sku of Object.keys(broken)) expect(read(fresh, 'catalogue.xml')).toContain(`<offer id="${sku}"`);
  });

  it('keeps good names within the sixty characters of Wildberries, and apart from one another', () => {
    const broken = JSON.parse(read(fresh, 'broken.json')) as Record<string, string>;
    const names = [...read(fresh, 'catalogue.xml').matchAll(/<offer id="([^"]+)".*?<name>([^<]+)<\/name>/gs)].filter(([, sku = '']) => !(sku in broken)).map((match) => match[2] ?? '');
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(60);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives every good product a valid EAN-13', () => {
    const broken = JSON.parse(read(fresh, 'broken.json')) as Record<string, string>;
    const offers = read(fresh, 'catalogue.xml').split('<offer id="').slice(1);
    const good = offers.filter((offer) => !(offer.slice(0, offer.indexOf('"')) in broken));
    for (const offer of good) {
      const digits = [...(/<barcode>(\d{13})<\/barcode>/.exec(offer)?.[1] ?? '')].map(Number);
      const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
      expect(digits).toHaveLength(13);
      expect(sum % 10).toBe(0);
    }
  });
});

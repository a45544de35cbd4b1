import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restatePoints } from './points.js';

describe('the list of crash points on Restate', () => {
  it('is what the source calls', () => {
    const folder = new URL('.', import.meta.url);
    const sources = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file) && !file.includes('.test')).map((file) => new URL(file, folder));
    const called = [...sources, new URL('../runner/flight.ts', folder)].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bpoint\('([\w:-]+)'/g)].map(([, name]) => name));
    expect([...new Set(called)].sort()).toEqual([...restatePoints].sort());
  });
});

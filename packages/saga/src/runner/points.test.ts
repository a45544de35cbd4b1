import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crashPoints } from './points.js';

describe('the list of crash points', () => {
  it('is what the source calls', () => {
    const sources = readdirSync(new URL('.', import.meta.url)).filter((file) => /^[\w-]+\.ts$/.test(file) && !file.includes('.test'));
    const called = sources.flatMap((file) => [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/\bpoint\('([\w:-]+)'/g)].map(([, name]) => name));
    expect([...new Set(called)].sort()).toEqual([...crashPoints].sort());
  });
});

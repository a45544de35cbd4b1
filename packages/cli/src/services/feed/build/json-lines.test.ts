import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines } from './json-lines.js';

async function linesOf(pieces: readonly string[]): Promise<unknown[]> {
  let lines = '';
  for await (const text of jsonLines((async function* () { yield* pieces; })(), 'a.json')) lines += text;
  return lines.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
}

describe('jsonLines', () => {
  it('gives every object of an array, wherever the text is cut', async () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }));
    await fc.assert(fc.asyncProperty(fc.array(value), fc.nat(4), fc.integer({ min: 1, max: 7 }), async (objects, indent, step) => {
      const text = JSON.stringify(objects, undefined, indent);
      const pieces = Array.from({ length: Math.ceil(text.length / step) }, (_, index) => text.slice(index * step, (index + 1) * step));
      expect(await linesOf(pieces)).toEqual(JSON.parse(text));
    }));
  });

  it('refuses what is no array of objects, and what breaks off', async () => {
    await expect(linesOf(['[1, 2]'])).rejects.toMatchObject({ code: 'input', message: expect.stringContaining('1, 2') });
    await expect(linesOf(['[{"a":1}, {"b":'])).rejects.toMatchObject({ code: 'input' });
  });
});

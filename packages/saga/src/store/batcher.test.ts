import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Batcher } from './batcher.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Batcher', () => {
  it('hands on what came in one turn together, and parts a crowd among its lanes', async () => {
    const sizes: number[] = [];
    const batcher = new Batcher<number, number>(async (batch) => {
      sizes.push(batch.length);
      for (const { write, resolve } of batch) resolve(write);
    }, { lanes: 2 });
    await Promise.all(Array.from({ length: 5 }, (_, n) => batcher.add(n)));
    await Promise.all(Array.from({ length: 100 }, (_, n) => batcher.add(n)));
    expect(sizes).toEqual([5, 50, 50]);
  });

  it('never has two batches in one lane, nor more than the maximum in one, and answers every write once', async () => {
    await fc.assert(fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 20 }),
      fc.array(fc.record({ writes: fc.integer({ min: 0, max: 60 }), turns: fc.integer({ min: 0, max: 3 }), fails: fc.boolean() }), { maxLength: 12 }),
      async (lanes, maximum, rounds) => {
        const busy = new Set<number>();
        const seen: number[] = [];
        let flushed = 0;
        const batcher = new Batcher<number, number>(async (batch, lane) => {
          expect(busy.has(lane)).toBe(false);
          expect(lane).toBeLessThan(lanes);
          expect(batch.length).toBeLessThanOrEqual(maximum);
          busy.add(lane);
          const round = rounds[flushed++ % rounds.length];
          for (let left = round?.turns ?? 0; left > 0; left--) await turn();
          busy.delete(lane);
          seen.push(...batch.map(({ write }) => write));
          if (round?.fails) throw new Error('broken');
          for (const { write, resolve } of batch) resolve(write);
        }, { lanes, maximum });
        const answers: Promise<number | string>[] = [];
        let n = 0;
        for (const { writes, turns } of rounds) {
          for (let index = 0; index < writes; index++) answers.push(batcher.add(n++).catch((error: Error) => error.message));
          for (let left = turns; left > 0; left--) await turn();
        }
        const settled = await Promise.all(answers);
        expect(settled.every((answer, index) => answer === index || answer === 'broken')).toBe(true);
        expect(seen.sort((left, right) => left - right)).toEqual(Array.from({ length: n }, (_, index) => index));
      },
    ), { numRuns: 60 });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestParts } from './request-parts.js';

/** A body of this many bytes: its text in quotes. */
const bodyOf = (bytes: number) => 'x'.repeat(bytes - 2);
const million = 1_000_000;

describe('requestParts', () => {
  it('keeps every item, in order, and to the count', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 50 })), fc.integer({ min: 1, max: 7 }), (items, most) => {
        const parts = requestParts(items, most, bodyOf);
        expect(parts.flat()).toEqual(items);
        expect(parts.every(({ length }) => length > 0 && length <= most)).toBe(true);
        expect(parts).toHaveLength(Math.ceil(items.length / most));
      }),
    );
  });

  it('keeps below 10 MB', () => {
    expect(requestParts([4, 4, 4, 1].map((size) => size * million), 100, bodyOf)).toEqual([[4 * million, 4 * million], [4 * million, million]]);
  });

  it('weighs bytes, not characters: a Cyrillic letter has two', () => {
    expect(requestParts(['a', 'б'], 100, (letter) => letter.repeat(4 * million))).toEqual([['a'], ['б']]);
    expect(requestParts(['a', 'b'], 100, (letter) => letter.repeat(4 * million))).toEqual([['a', 'b']]);
  });

  it('leaves what is too heavy alone', () => {
    expect(requestParts([12 * million, 2], 100, bodyOf)).toEqual([[12 * million], [2]]);
  });
});

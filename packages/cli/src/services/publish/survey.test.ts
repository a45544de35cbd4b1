import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash53 } from './survey.js';

describe('hash53', () => {
  it('is the same for the same text, exact as a number, and differs for a hundred thousand articles', () => {
    fc.assert(fc.property(fc.string(), (text) => hash53(text) === hash53(text) && Number.isSafeInteger(hash53(text)) && hash53(text) >= 0));
    const articles = Array.from({ length: 100_000 }, (_, index) => `ABC-${index}`);
    expect(new Set(articles.map(hash53)).size).toBe(articles.length);
  });
});

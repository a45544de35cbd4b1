import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHasher } from './content-hash.js';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, shuffled(inner)]));
};

describe('canonicalJson', () => {
  it('is the same text for the same value, whatever the order of keys, and another for another value', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      expect(canonicalJson(shuffled(left))).toBe(canonicalJson(left));
      expect(canonicalJson({ ...Object(left) as object, gone: undefined })).toBe(canonicalJson({ ...Object(left) as object }));
      const areEqual = JSON.stringify(JSON.parse(canonicalJson(left))) === JSON.stringify(JSON.parse(canonicalJson(right)));
      expect(canonicalJson(left) === canonicalJson(right)).toBe(areEqual);
    }));
  });

  it('keeps big integers and the source of functions', () => {
    expect(canonicalJson({ b: 2n ** 60n, a: () => 1 })).toBe('{"a":"() => 1","b":1152921504606846976}');
  });
});

describe('contentHasher', () => {
  it('tells content and what the mapping adds to it apart', () => {
    const hash = contentHasher();
    const mapping = { typeId: 1 };
    expect(hash({ a: 1 }, [mapping, undefined])).toBe(hash({ a: 1 }, [{ typeId: 1 }, undefined]));
    expect(hash({ a: 1 }, [mapping])).not.toBe(hash({ a: 1 }, [{ typeId: 2 }]));
    expect(hash({ a: 1 }, [mapping])).not.toBe(hash({ a: 2 }, [mapping]));
    expect(hash({ a: 1 }, undefined)).toMatch(/^[\w-]{22}$/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillPath, queryString } from './build-url.js';
import { countAt, readPath, withPath } from './dotted-path.js';
import { parseJson, stringifyJson } from './json.js';

describe('JSON on the wire', () => {
  it('reads what JSON.parse reads, and goes out as JSON.stringify writes it', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      // Numbers that a double holds exactly stay numbers; only integers beyond 2^53 become text.
      if (!/\d{16}/.test(text)) expect(parseJson(text)).toEqual(JSON.parse(text));
      expect(stringifyJson(value)).toBe(text);
    }));
  });

  it('keeps every integer beyond 2^53 digit by digit', () => {
    fc.assert(fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }), (id) => {
      expect(parseJson(`{"deep":[{"id":${id}}]}`)).toEqual({ deep: [{ id: String(id) }] });
      expect(stringifyJson({ id })).toBe(`{"id":${id}}`);
    }));
  });

  it('does not take long digits inside text for numbers', () => {
    expect(parseJson('{"code":"01234567890123456789","n":1}')).toEqual({ code: '01234567890123456789', n: 1 });
  });

  it('throws on what is no JSON and on cycles', () => {
    expect(() => parseJson('{"a":')).toThrow(SyntaxError);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => stringifyJson(cycle)).toThrow(TypeError);
  });
});

describe('dotted paths', () => {
  it('read and write the same place', () => {
    const step = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.integer(), (steps, leaf) => {
      const path = steps.join('.');
      expect(readPath(withPath(undefined, path, leaf), path)).toBe(leaf);
    }));
  });

  it('leave the original as it was', () => {
    const original = { filter: { a: 1 } };
    expect(withPath(original, 'filter.b', 2)).toEqual({ filter: { a: 1, b: 2 } });
    expect(original).toEqual({ filter: { a: 1 } });
  });

  it('count across arrays', () => {
    const reply = { result: { warehouses: [{ offers: [{ id: 1 }, { id: 2 }] }, { offers: [{ id: 3 }] }, {}] } };
    expect(countAt(reply, 'result.warehouses.offers')).toBe(3);
    expect(countAt(reply, 'result.warehouses.offers.id')).toBe(3);
    expect(countAt(reply, 'result.nothing')).toBe(0);
    expect(countAt([1, 2], '')).toBe(2);
    expect(countAt(undefined, 'a')).toBe(0);
  });
});

describe('URLs', () => {
  it('encode what they are filled with, and name what misses', () => {
    expect(fillPath('/things/{id}/parts/{part}', { id: 'a/b', part: 7 })).toBe('/things/a%2Fb/parts/7');
    expect(() => fillPath('/things/{id}', {})).toThrow(new RangeError('id'));
  });

  it('repeat the name for each of several values and leave out what is not there', () => {
    expect(queryString({ ids: [1, 2], from: new Date(0), none: undefined, nil: null, text: 'а б' })).toBe(
      'ids=1&ids=2&from=1970-01-01T00%3A00%3A00.000Z&text=%D0%B0%20%D0%B1',
    );
  });
});

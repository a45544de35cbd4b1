import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fifo } from './fifo.js';

describe('first in, first out', () => {
  it('gives what an array gives', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer(), { nil: undefined }), { maxLength: 200 }), (acts) => {
      const fifo = new Fifo<number>();
      const array: number[] = [];
      for (const value of acts) {
        if (value === undefined) expect(fifo.take()).toBe(array.shift());
        else {
          fifo.push(value);
          array.push(value);
        }
        expect(fifo.first).toBe(array[0]);
        expect(fifo.length).toBe(array.length);
      }
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ById } from './by-id.js';

describe('values by number', () => {
  it('come and go as those of a Map do', () => {
    const change = fc.record({ id: fc.integer({ min: 1, max: 8 }), value: fc.option(fc.string(), { nil: undefined }) });
    fc.assert(fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const byId = new ById<string>();
      const map = new Map<number, string>();
      for (const { id, value } of changes) {
        if (value === undefined) byId.delete(id);
        else byId.set(id, value);
        if (value === undefined) map.delete(id);
        else map.set(id, value);
        expect(byId.get(id)).toBe(map.get(id));
        expect(byId.has(id)).toBe(map.has(id));
        expect(byId.size).toBe(map.size);
      }
      expect(byId.values().sort()).toEqual([...map.values()].sort());
    }));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFailure } from './read-failure.js';

const headers = fc.dictionary(fc.constantFrom('retry-after', 'item-retry-after', 'x-o3-trace-id', 'ratelimit-remaining'), fc.string());

describe('whatever comes back', () => {
  it('a status of 400 and above is a failure with a text and a hint, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 400, max: 599 }), headers, (value, status, found) => {
        const failure = readFailure({ status, headers: found, value }, { effect: 'read' });
        expect(failure?.message).toBeTruthy();
        expect(failure?.hint).toBeTruthy();
        expect(failure?.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('a 200 is never a failure when it holds a list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (value) => {
        expect(readFailure({ status: 200, headers: {}, value }, { effect: 'write' })).toBeUndefined();
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { Pace } from './rabbit-pace.js';

describe('the pace of a connection', () => {
  it('gathers of a crowd, sends at once where few are waited for, and does not flicker between', () => {
    const switched: [underWay: number, sendsAtOnce: boolean][] = [];
    let underWay = 0;
    const pace = new Pace({ setNoDelay: (on) => (switched.push([underWay, on === true]), undefined as never) });
    for (const target of [10, 0, 63, 0, 500, 33, 500, 0, 64, 40, 64, 32]) {
      while (underWay !== target) {
        underWay += Math.sign(target - underWay);
        pace.adapt(underWay);
      }
    }
    expect(switched).toEqual([[64, false], [32, true], [64, false], [32, true]]);
  });
});

import { expect, it } from 'vitest';
import { soakEffects, soakModes } from '../../test/soak-saga.js';
import { verdictOf } from '../../test/soak-verdict.js';

it.each(soakModes)('the soak sees every doubled, strange or lost effect of a saga in mode %s', (mode) => {
  const expected = soakEffects[mode];
  const { sure, maybe } = expected;
  expect(sure.length).toBeGreaterThan(0);
  for (const book of [sure, [...sure, ...maybe]]) {
    expect(verdictOf(book, expected)).toEqual({ doubled: [], lost: [] });
    for (const action of book) expect(verdictOf([...book, action], expected)).toEqual({ doubled: [action], lost: [] });
    expect(verdictOf([...book, 'strange'], expected)).toEqual({ doubled: ['strange'], lost: [] });
    for (const action of sure) expect(verdictOf(book.filter((each) => each !== action), expected)).toEqual({ doubled: [], lost: [action] });
  }
});

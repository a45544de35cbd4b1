import { describe, expect, it } from 'vitest';
import { errorText } from './error-text.js';

describe('errorText', () => {
  it.each([
    ['Authorization: Bearer planted', 'Authorization: Bearer ***'],
    ['"authorization":"Basic planted"', '"authorization":"Basic ***"'],
    ['api_key=planted&limit=1', 'api_key=***&limit=1'],
    ['password: planted', 'password: ***'],
    ['connect postgres://shop:planted@db/shop failed', 'connect postgres://***@db/shop failed'],
    ['refused eyJhbGciOiJub25lIn0.eyJpZCI6MX0.planted here', 'refused *** here'],
    ['no stock of A-1', 'no stock of A-1'],
  ])('%s', (message, expected) => {
    expect(errorText(new Error(message))).toBe(expected);
  });

  it('names the kind of error where it says something, in one bounded text without U+0000', () => {
    expect(errorText(new TypeError('x\u0000y'))).toBe('TypeError: xy');
    expect(errorText(new Error(`${'x'.repeat(1_999)}\u{1f600}`))).toBe(`${'x'.repeat(1_999)}\ufffd`);
    expect(errorText('x'.repeat(5_000))).toHaveLength(2_000);
  });
});

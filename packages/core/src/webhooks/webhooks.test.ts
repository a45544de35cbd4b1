import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.js';
import { keyOfPush, memoryDuplicates } from './duplicates.js';
import { networkCheck } from './network-check.js';

describe('duplicates', () => {
  it('are known by their content, whatever the order of the fields', () => {
    expect(keyOfPush({ type: 'X', a: 1, b: { c: [1], d: 2 } })).toBe(keyOfPush({ b: { d: 2, c: [1] }, a: 1, type: 'X' }));
    expect(keyOfPush({ type: 'X', a: 1 })).not.toBe(keyOfPush({ type: 'X', a: '1' }));
  });

  it('are forgotten in time, and when a push could not be taken', async () => {
    const clock = fakeClock();
    const duplicates = memoryDuplicates(clock, 1000);
    expect([duplicates.add('a'), duplicates.add('a')]).toEqual([false, true]);
    await clock.advance(1000);
    expect(duplicates.add('a')).toBe(false);
    duplicates.remove('a');
    expect(duplicates.add('a')).toBe(false);
  });

  it('do not grow without end', () => {
    const duplicates = memoryDuplicates(fakeClock(), 1000);
    for (let push = 0; push <= 50_000; push += 1) duplicates.add(String(push));
    expect(duplicates.add('0')).toBe(false);
    expect(duplicates.add('50000')).toBe(true);
  });
});

describe('networkCheck', () => {
  it('knows networks of both families and single addresses', () => {
    const check = networkCheck(['10.0.0.0/8', '2a02:6b8::/32', '192.0.2.1']);
    expect(['10.1.2.3', '2a02:6b8:0:1::5', '192.0.2.1', '::ffff:10.0.0.1'].map(check)).toEqual([true, true, true, true]);
    expect(['11.0.0.1', '2a02:6b9::1', '192.0.2.2', undefined].map(check)).toEqual([false, false, false, false]);
  });

  it.each(['5.45.207.0/33', 'market', '5.45.207/25', '1.2.3.4/x'])('refuses %s', (network) => expect(() => networkCheck([network])).toThrow(RangeError));
});

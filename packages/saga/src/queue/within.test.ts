import { fakeClock } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { within } from './within.js';

describe('within', () => {
  it('ends with its work, whether that succeeds, fails or throws at once', async () => {
    const clock = fakeClock();
    await within(clock, 5_000, () => Promise.resolve());
    await within(clock, 5_000, () => Promise.reject(new Error('no')));
    await within(clock, 5_000, () => { throw new Error('closed'); });
    expect(clock.monotonic()).toBe(0);
  });

  it('does not wait for an answer that never comes', async () => {
    const clock = fakeClock();
    let isOver = false;
    const waiting = within(clock, 5_000, () => new Promise(() => {})).then(() => (isOver = true));
    await clock.advance(4_999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await waiting;
  });
});

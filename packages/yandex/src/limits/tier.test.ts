import { describe, expect, it } from 'vitest';
import type { LimitTable, Operation } from '@occwo/core';
import { tierMemory } from './tier.js';

const minute = (count: number) => [{ count, periodMs: 60_000 }];
const limits: LimitTable = {
  bids: { windows: minute(500), tiers: { medium: minute(1000) }, source: 'documented' },
  same: { windows: minute(100), tiers: { medium: minute(100) }, source: 'documented' },
  plain: { windows: minute(1000), source: 'documented' },
};
const operation = (...keys: string[]) => ({ limits: keys }) as unknown as Operation;

describe('tierMemory', () => {
  it('starts careful and learns from an operation where the tiers differ', () => {
    const memory = tierMemory(limits);
    expect(memory.current()).toBeUndefined();
    memory.learn(operation('bids'), 1000);
    expect(memory.current()).toBe('medium');
  });

  it('learns nothing where the tiers are alike, are absent, or the size is neither', () => {
    const memory = tierMemory(limits);
    memory.learn(operation('same'), 100);
    memory.learn(operation('plain'), 1000);
    memory.learn(operation('bids'), 750);
    memory.learn(operation('unheard-of'), 1000);
    expect(memory.current()).toBeUndefined();
  });

  it('gives a stated tier up when an answer contradicts it', () => {
    const memory = tierMemory(limits, 'medium');
    expect(memory.current()).toBe('medium');
    memory.learn(operation('bids'), 500);
    expect(memory.current()).toBe('none');
  });
});

import { describe, expect, it } from 'vitest';
import type { Operation } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { accessMemory, keyAccess, refuseWithoutAccess, scopeName } from './access.js';

const operation = (access?: string) => ({ name: 'prices.update', access }) as unknown as Operation;

describe('access', () => {
  it.each([
    ['ALL_METHODS', 'all-methods'], ['ALL_METHODS_READ_ONLY', 'all-methods:read-only'], ['PRICING', 'pricing'],
    ['OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY', 'offers-and-cards-management:read-only'],
    ['SUPPLIES_MANAGEMENT_READ_ONLY', 'supplies-management:read-only'],
  ])('writes %s as %s', (wire, name) => expect(scopeName(wire)).toBe(name));

  it('refuses what none of the scopes allows, naming those that would', () => {
    const key = keyAccess({ result: { apiKey: { name: 'robot', authScopes: ['PRICING_READ_ONLY'] } } });
    expect(() => refuseWithoutAccess(operation('all-methods|pricing'), key)).toThrow(expect.objectContaining({ code: 'credentials', hint: expect.stringContaining('all-methods, pricing') }));
    expect(() => refuseWithoutAccess(operation('pricing|pricing:read-only'), key)).not.toThrow();
    expect(() => refuseWithoutAccess(operation(undefined), key)).not.toThrow();
  });

  it('asks once for many callers, again after ten minutes, and at once after a failure', async () => {
    const clock = fakeClock();
    let asked = 0;
    let broken = true;
    const access = accessMemory(async () => {
      asked += 1;
      if (broken) throw new Error('no answer');
      return { result: { apiKey: { name: 'robot', authScopes: ['PRICING'] } } };
    }, clock);
    await expect(access()).rejects.toThrow('no answer');
    broken = false;
    await Promise.all([access(), access(), access()]);
    expect(asked).toBe(2);
    await clock.advance(599_999);
    await access();
    expect(asked).toBe(2);
    await clock.advance(1);
    expect(await access()).toEqual({ name: 'robot', scopes: ['pricing'] });
    expect(asked).toBe(3);
  });
});

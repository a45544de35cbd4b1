import { describe, expect, it } from 'vitest';
import type { Operation } from '@occwo/core';
import { fakeClock } from '@occwo/core/testing';
import { acceptedScopes, accessMemory, keyAccess, refuseWithoutAccess, scopeName } from './access.js';

const operation = (access?: string, effect = 'write') => ({ name: 'prices.update', access, effect }) as unknown as Operation;

describe('access', () => {
  it.each([
    ['ALL_METHODS', 'all-methods'], ['ALL_METHODS_READ_ONLY', 'all-methods:read-only'], ['PRICING', 'pricing'],
    ['OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY', 'offers-and-cards-management:read-only'],
    ['SUPPLIES_MANAGEMENT_READ_ONLY', 'supplies-management:read-only'],
  ])('writes %s as %s', (wire, name) => expect(scopeName(wire)).toBe(name));

  it('refuses what none of the scopes allows, naming those that would', () => {
    const key = keyAccess({ result: { apiKey: { name: 'robot', authScopes: ['PRICING_READ_ONLY'] } } });
    expect(() => refuseWithoutAccess(operation('pricing'), key)).toThrow(expect.objectContaining({ code: 'credentials', hint: expect.stringContaining('pricing, all-methods') }));
    expect(() => refuseWithoutAccess(operation('pricing:read-only', 'read'), key)).not.toThrow();
    expect(() => refuseWithoutAccess(operation(undefined), key)).not.toThrow();
  });

  it.each([
    ['pricing:read-only', 'read', ['pricing:read-only', 'pricing', 'all-methods', 'all-methods:read-only']],
    ['pricing', 'write', ['pricing', 'all-methods']],
    ['communication', 'read', ['communication', 'all-methods', 'all-methods:read-only']],
    ['communication', 'write', ['communication', 'all-methods']],
    ['inventory-and-order-processing', 'read', ['inventory-and-order-processing', 'all-methods']],
    [undefined, 'write', []],
  ])('takes for %s, a %s, every stronger access', (access, effect, scopes) => expect(acceptedScopes(operation(access, effect))).toEqual(scopes));

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

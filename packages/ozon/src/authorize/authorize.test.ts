import { fakeClock } from '@occwo/core/testing';
import { RefusedError } from '@occwo/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tokenStore } from './performance-token.js';
import { sellerAccount, sellerAuthorization } from './seller.js';

afterEach(() => vi.unstubAllEnvs());

describe('seller credentials', () => {
  it('takes text, functions and the environment', async () => {
    vi.stubEnv('OCCWO_OZON_API_KEY', 'from-environment');
    await expect(sellerAuthorization({ clientId: async () => '42' })()).resolves.toEqual({ 'client-id': '42', 'api-key': 'from-environment' });
    await expect(sellerAuthorization({ clientId: '1', apiKey: () => 'k' })()).resolves.toEqual({ 'client-id': '1', 'api-key': 'k' });
  });

  it('sends an OAuth token alone', async () => {
    await expect(sellerAuthorization({ clientId: '1', apiKey: 'k', accessToken: 'T' })()).resolves.toEqual({ authorization: 'Bearer T' });
    await expect(sellerAccount({ accessToken: 'T' })).resolves.toBe('oauth');
    await expect(sellerAccount({ accessToken: 'T', clientId: '7' })).resolves.toBe('7');
  });

  it('names the option and the variable that miss', async () => {
    vi.stubEnv('OCCWO_OZON_CLIENT_ID', '');
    const error = await sellerAuthorization({ apiKey: 'k' })().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code: 'credentials', hint: expect.stringMatching(/clientId.*OCCWO_OZON_CLIENT_ID/) });
    await expect(sellerAuthorization({ accessToken: () => '' })()).rejects.toMatchObject({ hint: 'hand in the option accessToken' });
  });
});

describe('Performance token', () => {
  const store = () => {
    const clock = fakeClock();
    let fetched = 0;
    return { clock, count: () => fetched, tokens: tokenStore(async () => ({ access_token: `T${++fetched}`, expires_in: 1800 }), clock) };
  };

  it('is fetched once for many callers', async () => {
    const { tokens, count } = store();
    await expect(Promise.all([tokens.token(), tokens.token(), tokens.token()])).resolves.toEqual(['T1', 'T1', 'T1']);
    await tokens.token();
    expect(count()).toBe(1);
  });

  it('is renewed a minute before its end, and after a refusal', async () => {
    const { clock, tokens } = store();
    await tokens.token();
    await clock.advance(1_739_000);
    await expect(tokens.token()).resolves.toBe('T1');
    await clock.advance(1_000);
    await expect(tokens.token()).resolves.toBe('T2');
    tokens.forget();
    await expect(tokens.token()).resolves.toBe('T3');
  });

  it('tries again after a failed fetch', async () => {
    let fetched = 0;
    const tokens = tokenStore(async () => {
      if (++fetched === 1) throw new Error('down');
      return { access_token: 'T', expires_in: 1800 };
    }, fakeClock());
    await expect(tokens.token()).rejects.toThrow('down');
    await expect(tokens.token()).resolves.toBe('T');
  });
});

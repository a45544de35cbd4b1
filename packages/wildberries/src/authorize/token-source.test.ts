import { RefusedError } from '@occwo/core';
import { afterEach, describe, expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { tokenSource, tokenVariable } from './token-source.js';

const before = process.env[tokenVariable];
afterEach(() => {
  if (before === undefined) delete process.env[tokenVariable];
  else process.env[tokenVariable] = before;
});

describe('tokenSource', () => {
  it('names option and variable when there is no token, and only when it is asked', async () => {
    delete process.env[tokenVariable];
    const token = tokenSource(undefined);
    const error = await token().catch((reason: unknown) => reason as RefusedError);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code: 'credentials', hint: expect.stringMatching(/OCCWO_WILDBERRIES_TOKEN.*token/) });
  });

  it('reads the environment at each call', async () => {
    const token = tokenSource(undefined);
    process.env[tokenVariable] = sandboxToken({ sellerId: 'seller-a' });
    expect((await token()).account).toBe('seller-a:personal');
    process.env[tokenVariable] = sandboxToken({ sellerId: 'seller-a', type: 'base' });
    expect((await token()).account).toBe('seller-a:base');
  });

  it('takes a function, and drops Bearer', async () => {
    const text = sandboxToken({ sellerId: 'seller-b', type: 'service' });
    expect(await tokenSource(async () => `Bearer ${text}`)()).toMatchObject({ text, account: 'seller-b:service' });
  });

  it('names an account without showing the token when it is no JWT', async () => {
    const { account, info } = await tokenSource('some-opaque-secret')();
    expect(info).toBeUndefined();
    expect(account).not.toContain('secret');
    expect(account).toBe((await tokenSource('some-opaque-secret')()).account);
  });
});

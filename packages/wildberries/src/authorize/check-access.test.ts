import { RefusedError } from '@occwo/core';
import { parseOperation } from '@occwo/core/client';
import { describe, expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import type { SandboxTokenOptions } from '../sandbox/sandbox-token.js';
import { checkAccess } from './check-access.js';
import { decodeToken } from './decode-token.js';

const now = Date.UTC(2026, 10, 20);
const upload = parseOperation('cards', 'any', 'POST /content/v2/cards/upload create a=content');
const list = parseOperation('cards', 'any', 'POST /content/v2/get/cards/list read a=content');

function refusal(token: SandboxTokenOptions, operation = upload, production = true): RefusedError | undefined {
  try {
    checkAccess(decodeToken(sandboxToken(token)), operation, { now, production });
    return undefined;
  } catch (error) {
    return error as RefusedError;
  }
}

describe('checkAccess', () => {
  it('lets a token through that has the category', () => {
    expect(refusal({ categories: ['content'], expiresAt: now + 60_000 })).toBeUndefined();
  });

  it('names the category that is missing, in the words of the cabinet too', () => {
    const error = refusal({ categories: ['discountsandprices', 'marketplace'] });
    expect(error).toBeInstanceOf(RefusedError);
    expect(error?.code).toBe('credentials');
    expect(error?.message).toContain('content');
    expect(error?.hint).toContain('Контент');
  });

  it('refuses writes of a read-only token and lets its reads through', () => {
    expect(refusal({ categories: ['content'], readOnly: true })?.code).toBe('read-only');
    expect(refusal({ categories: ['content'], readOnly: true }, list)).toBeUndefined();
  });

  it('refuses an expired token with its date', () => {
    const error = refusal({ expiresAt: now - 1000 });
    expect(error?.code).toBe('credentials');
    expect(error?.message).toContain('2026-11-19');
  });

  it('keeps a test token away from production alone', () => {
    expect(refusal({ type: 'test' })?.hint).toContain('sandbox');
    expect(refusal({ type: 'test' }, upload, false)).toBeUndefined();
  });

  it('refuses a type of token that the method does not take', () => {
    const balance = parseOperation('cards', 'any', 'GET /api/v1/account/balance read a=finance:personal|service');
    expect(refusal({ type: 'base' }, balance)?.message).toContain('personal or service');
    expect(refusal({ type: 'service' }, balance)).toBeUndefined();
  });

  it('lets a base token through where a service secret would make it fit', () => {
    const operation = parseOperation('cards', 'any', 'GET /api/x read a=finance:personal|service|base-with-secret');
    expect(refusal({ type: 'base' }, operation)).toBeUndefined();
  });

  it('asks nothing where the operation is open to all, or the token is no JWT', () => {
    expect(refusal({ categories: [] }, parseOperation('cards', 'any', 'GET /ping read'))).toBeUndefined();
    expect(() => checkAccess(undefined, upload, { now, production: true })).not.toThrow();
  });
});

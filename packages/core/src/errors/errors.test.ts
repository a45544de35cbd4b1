import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.js';
import { NetworkError, RefusedError, UnknownOutcomeError } from './local-errors.js';
import { OccwoError } from './occwo-error.js';

const refused = () => new RefusedError('no key', { code: 'credentials', hint: 'set OCCWO_OZON_API_KEY' });

describe('errors', () => {
  it('are recognised across two copies of the package', async () => {
    vi.resetModules();
    const copy = await import('./local-errors.js');
    expect(copy.RefusedError).not.toBe(RefusedError);
    const error = new copy.RefusedError('no key', { code: 'credentials', hint: 'x' });
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toBeInstanceOf(OccwoError);
    expect(error).not.toBeInstanceOf(NetworkError);
    expect(OccwoError.is(error)).toBe(true);
  });

  it('tell a user\'s own subclass from its parent', () => {
    class MyError extends ApiError {}
    expect(refused()).not.toBeInstanceOf(MyError);
    expect(OccwoError.is(new Error('x'))).toBe(false);
    expect(OccwoError.is(null)).toBe(false);
  });

  it('carry what to do, and give it to JSON without a stack', () => {
    expect(JSON.parse(JSON.stringify(refused()))).toEqual({
      name: 'RefusedError', message: 'no key', code: 'credentials', retryable: false, hint: 'set OCCWO_OZON_API_KEY',
    });
  });

  it('take secrets out of the body they carry', () => {
    const error = new ApiError('bad key', {
      code: 'unauthorized', marketplace: 'ozon', operation: 'products.list', status: 401, attempt: 1,
      body: { api_key: 'planted', nested: [{ Authorization: 'planted' }], text: 'token=planted&x=1 and Bearer planted' },
    });
    expect(JSON.stringify(error)).not.toContain('planted');
  });
});

describe('an error that is printed', () => {
  const error = new ApiError('bad key', {
    code: 'unauthorized', marketplace: 'ozon', operation: 'products.list', status: 401, attempt: 1,
    headers: { 'set-cookie': 'planted' }, body: { api_key: 'planted', items: [1] },
    cause: Object.assign(new Error('caused by Bearer planted'), { config: { headers: { authorization: 'planted' } } }),
  });

  it('keeps its body for whoever asks, and shows no secret of it to whoever prints', () => {
    expect(error.body).toEqual({ api_key: 'planted', items: [1] });
    expect(error.headers['set-cookie']).toBe('planted');
    const printed = inspect(error, { depth: 9 });
    expect(printed).toContain('bad key');
    expect(printed).toContain("operation: 'products.list'");
    expect(printed).toContain('caused by');
    expect(printed).not.toContain('planted');
    expect(inspect({ ...error })).not.toContain('planted');
    expect(inspect(new UnknownOutcomeError('products.list', error), { depth: 9 })).not.toContain('planted');
  });
});

import { memoryCache } from '@occwo/core/cache';
import { operationIndex } from '@occwo/core/client';
import { memoryTransport } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { cacheable } from './cacheable.js';
import { createYandex } from './create-yandex.js';

describe('what may be cached', () => {
  it.each(Object.keys(cacheable))('%s is a read that there is', (name) => {
    expect(operationIndex(operations).all().find((operation) => operation.name === name)).toMatchObject({ idempotency: 'read', reply: 'json' });
  });

  it('is asked for once', async () => {
    const transport = memoryTransport(() => ({ body: { status: 'OK', result: {} } }));
    const client = createYandex({ apiKey: 'any-key', transport, cache: memoryCache() });
    for (let time = 0; time < 3; time += 1) expect(await client.categories.getTree({ language: 'RU' })).toEqual({ status: 'OK', result: {} });
    expect(transport.requests).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { createClient } from '../client/create-client.js';
import type { ClientOptions } from '../client/client-options.js';
import { fakeClock } from '../testing/fake-clock.js';
import { memoryTransport } from '../testing/memory-transport.js';
import type { MemoryReply } from '../testing/memory-transport.js';
import { sampleApi } from '../testing/sample-api.js';
import type { WireRequest } from '../transport/transport.js';
import type { Cache } from './cache.js';
import { memoryCache } from './memory-cache.js';

describe('memoryCache', () => {
  it('keeps a value for its time', async () => {
    const clock = fakeClock();
    const cache = memoryCache({ clock });
    cache.set('a', '1', 1000);
    await clock.advance(999);
    expect(cache.get('a')).toBe('1');
    await clock.advance(1);
    expect(cache.get('a')).toBeUndefined();
    cache.set('b', '2', 0);
    expect(cache.get('b')).toBeUndefined();
    cache.set('c', '3', 1000);
    expect(cache.delete('c')).toBe(true);
    expect(cache.get('c')).toBeUndefined();
  });

  it('is bounded in entries and in size, and lets go what was not read for longest', () => {
    const byCount = memoryCache({ maxEntries: 3, clock: fakeClock() });
    for (const key of ['a', 'b', 'c']) byCount.set(key, key, 1000);
    byCount.get('a');
    byCount.set('d', 'd', 1000);
    expect(['a', 'b', 'c', 'd'].map((key) => byCount.get(key))).toEqual(['a', undefined, 'c', 'd']);

    const bySize = memoryCache({ maxCharacters: 22, clock: fakeClock() });
    for (const key of ['a', 'b', 'c']) bySize.set(key, '0123456789', 1000);
    expect(['a', 'b', 'c'].map((key) => bySize.get(key) !== undefined)).toEqual([false, true, true]);
    bySize.set('b', '0', 1000);
    bySize.set('d', '01234567', 1000);
    expect(['b', 'c', 'd'].map((key) => bySize.get(key) !== undefined)).toEqual([true, true, true]);
    bySize.set('e', '0'.repeat(30), 1000);
    expect(bySize.get('e')).toBeUndefined();
    expect(bySize.get('d')).toBe('01234567');
  });
});

type Method = (parameters?: Record<string, unknown>, options?: object) => Promise<{ n: number; list?: number[] }>;
const api = (options: ClientOptions, answer: (request: WireRequest, number: number) => MemoryReply | Promise<MemoryReply> = (_, n) => ({ body: { n } }), account = 'seller') => {
  const transport = memoryTransport(answer);
  const definition = sampleApi({ cacheable: { 'things.get': 60_000, 'things.create': 60_000 }, account: () => account });
  return { transport, client: createClient<{ things: Record<'get' | 'list' | 'create', Method> }, object>(definition, { transport, ...options }) };
};

describe('a client with a cache', () => {
  it('asks once for the same, and again when the time is over', async () => {
    const clock = fakeClock();
    const { client, transport } = api({ clock, cache: memoryCache({ clock }) });
    expect(await client.things.get({ id: 1, b: 2, c: 3 })).toEqual({ n: 1 });
    expect(await client.things.get({ c: 3, b: 2, id: 1 })).toEqual({ n: 1 });
    expect(await client.things.get({ id: 2 })).toEqual({ n: 2 });
    await clock.advance(60_000);
    expect(await client.things.get({ id: 1, b: 2, c: 3 })).toEqual({ n: 3 });
    expect(transport.requests).toHaveLength(3);
  });

  it('asks once for many who ask at once, and gives each a value of its own', async () => {
    const { client, transport } = api({ cache: memoryCache() });
    const found = await Promise.all(Array.from({ length: 20 }, () => client.things.get({ id: 1 })));
    expect(transport.requests).toHaveLength(1);
    (found[0] as { n: number }).n = 42;
    expect(found[1]).toEqual({ n: 1 });
    expect(await client.things.get({ id: 1 })).toEqual({ n: 1 });
  });

  it('keeps neither failures, nor writes, nor what nobody named, and what a user names', async () => {
    const { client, transport } = api({ cache: memoryCache(), cacheFor: { 'things.list': 1000 } }, (_, n) => (n === 1 ? { status: 400, body: {} } : { body: { n } }));
    await expect(client.things.get({ id: 1 })).rejects.toThrow();
    expect(await client.things.get({ id: 1 })).toEqual({ n: 2 });
    for (const n of [3, 4]) expect(await client.things.create({ id: 1 })).toEqual({ n });
    for (let time = 0; time < 3; time += 1) expect(await client.things.list({ limit: 1 })).toEqual({ n: 5 });
    expect(transport.requests).toHaveLength(5);

    const unnamed = api({ cache: memoryCache() });
    for (const n of [1, 2]) expect(await unnamed.client.things.list({ limit: 1 })).toEqual({ n });
    const off = api({ cache: memoryCache(), cacheFor: { 'things.get': 0 } });
    for (const n of [1, 2]) expect(await off.client.things.get({ id: 1 })).toEqual({ n });
    const without = api({});
    for (const n of [1, 2]) expect(await without.client.things.get({ id: 1 })).toEqual({ n });
  });

  it('never gives one account what another asked for, though they share a store', async () => {
    const cache = memoryCache();
    const first = api({ cache }, undefined, 'first');
    const second = api({ cache }, () => ({ body: { n: 99 } }), 'second');
    expect(await first.client.things.get({ id: 1 })).toEqual({ n: 1 });
    expect(await second.client.things.get({ id: 1 })).toEqual({ n: 99 });
  });

  it('takes a store of the form of keyv, and goes on without one that fails', async () => {
    const rows = new Map<string, string>();
    const keyv: Cache = { get: async (key) => rows.get(key), set: async (key, value) => rows.set(key, value), delete: async (key) => rows.delete(key) };
    const first = api({ cache: keyv });
    expect(await first.client.things.get({ id: 1, token: 'planted-secret' })).toEqual({ n: 1 });
    expect(await api({ cache: keyv }).client.things.get({ id: 1, token: 'planted-secret' })).toEqual({ n: 1 });
    expect([...rows.keys()].join()).toMatch(/^occwo:sample:seller:things\.get:[\w-]{24}$/);

    const warnings: string[] = [];
    const broken: Cache = { get: () => { throw new Error('down'); }, set: async () => { throw new Error('down'); }, delete: () => false };
    const logger = { debug: () => {}, info: () => {}, error: () => {}, warn: (message: string) => void warnings.push(message) };
    const failing = api({ cache: broken, logger });
    expect(await failing.client.things.get({ id: 1 })).toEqual({ n: 1 });
    expect(warnings).toEqual(['the cache could not be read', 'the cache could not be written']);
  });

  it('lets one who gives up take nobody with it', async () => {
    let release = () => {};
    const arrived = new Promise<void>((resolve) => (release = resolve));
    const { client, transport } = api({ cache: memoryCache() }, async (request, n) => {
      if (n > 1) return { body: { n } };
      release();
      return new Promise<never>((_, reject) => request.signal?.addEventListener('abort', () => reject(request.signal?.reason as Error)));
    });
    const hasty = new AbortController();
    const first = client.things.get({ id: 1 }, { signal: hasty.signal });
    await arrived;
    const impatient = new AbortController();
    const second = client.things.get({ id: 1 });
    const third = client.things.get({ id: 1 }, { signal: impatient.signal });
    impatient.abort(new Error('third left'));
    await expect(third).rejects.toThrow('third left');
    hasty.abort(new Error('first left'));
    await expect(first).rejects.toThrow('first left');
    expect(await second).toEqual({ n: 2 });
    expect(transport.requests).toHaveLength(2);
  });
});

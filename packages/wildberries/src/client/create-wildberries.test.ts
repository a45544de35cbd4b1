import { ApiError, RefusedError } from '@occwo/core';
import { operationIndex } from '@occwo/core/client';
import { fakeClock, memoryTransport } from '@occwo/core/testing';
import type { MemoryReply } from '@occwo/core/testing';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import type { SandboxTokenOptions } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';
import { hostsOf } from './hosts.js';
import type { WildberriesOptions } from './create-wildberries.js';

function withReply(reply: MemoryReply | ((number: number) => MemoryReply), token: SandboxTokenOptions = {}, options: WildberriesOptions = {}) {
  const transport = memoryTransport((_request, number) => (typeof reply === 'function' ? reply(number) : reply));
  const clock = fakeClock();
  return { transport, clock, client: createWildberries({ token: sandboxToken(token), transport, clock, ...options }) };
}

describe('createWildberries', () => {
  it('sends the bare token to the production host of the operation', async () => {
    const { transport, clock, client } = withReply({ body: { cards: [], cursor: { total: 0 } } });
    await clock.run(client.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } }));
    const [request] = transport.requests;
    expect(request?.url).toBe('https://content-api.wildberries.ru/content/v2/get/cards/list');
    expect(request?.headers.Authorization).toBe(sandboxToken());
  });

  it('uses the sandbox hosts when asked, and a test token there', async () => {
    const { transport, clock, client } = withReply({ body: { data: [], error: false } }, { type: 'test' }, { environment: 'sandbox' });
    await clock.run(client.request('GET /content/v2/tags'));
    expect(transport.requests[0]?.url).toBe('https://content-api-sandbox.wildberries.ru/content/v2/tags');
  });

  it('knows 17 production hosts, 7 of them with a sandbox, and a host for every operation', () => {
    const production = hostsOf('production');
    expect(Object.keys(production)).toHaveLength(17);
    const sandbox = Object.entries(hostsOf('sandbox'));
    expect(sandbox).toHaveLength(17);
    expect(sandbox.filter(([, url]) => url.includes('-sandbox.'))).toHaveLength(7);
    for (const { host, name } of operationIndex(operations).all()) expect(production[host], name).toMatch(/^https:\/\/[\w-]+\.wildberries\.ru$/);
  });

  it('takes other hosts, by key or one for all', async () => {
    const one = withReply({ body: { data: [], error: false } }, {}, { hosts: { 'content-api': 'http://127.0.0.1:1/content' } });
    await one.clock.run(one.client.request('GET /content/v2/tags'));
    expect(one.transport.requests[0]?.url).toBe('http://127.0.0.1:1/content/content/v2/tags');
    const all = withReply({ body: { data: [], error: false } }, { type: 'test' }, { hosts: 'http://127.0.0.1:1' });
    await all.clock.run(all.client.request('GET /content/v2/tags'));
    expect(all.transport.requests[0]?.url).toBe('http://127.0.0.1:1/content/v2/tags');
  });

  it('gives WB Digital the token as Bearer', async () => {
    const { transport, clock, client } = withReply({ body: {} });
    await clock.run(client.request('GET /api/v1/keys-api/keys/redeemed'));
    expect(transport.requests[0]?.headers.Authorization).toBe(`Bearer ${sandboxToken()}`);
  });

  it.each<[string, SandboxTokenOptions, string, RegExp]>([
    ['a category that the token lacks', { categories: ['marketplace'] }, 'credentials', /Контент/],
    ['a write with a read-only token', { readOnly: true }, 'read-only', /Read only/],
    ['an expired token', { expiresAt: Date.UTC(2025, 0, 1) }, 'credentials', /new token/],
    ['a test token at production', { type: 'test' }, 'credentials', /sandbox/],
  ])('refuses %s before anything leaves', async (_name, token, code, hint) => {
    const { transport, clock, client } = withReply({}, token);
    const error = await clock.run(client.request('POST /content/v2/cards/upload', { body: [{ subjectID: 1, variants: [{ vendorCode: 'A' }] }] as never }).catch((reason: unknown) => reason));
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(hint) });
    expect(transport.requests).toHaveLength(0);
  });

  it('waits as long as a 429 asks, for a write too, and tries again', async () => {
    const refusal = { status: 429, headers: { 'x-ratelimit-retry': '7' }, body: { title: 'too many requests', status: 429 } };
    const { transport, clock, client } = withReply((number) => (number === 1 ? refusal : { body: { data: null, error: false } }));
    await clock.run(client.request('POST /content/v2/cards/upload', { body: [{ subjectID: 1, variants: [{ vendorCode: 'A' }] }] as never }));
    expect(transport.requests).toHaveLength(2);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(7000);
  });

  it('makes an error of a 200 that carries one, without the token in it', async () => {
    const { clock, client } = withReply({ body: { data: null, error: true, errorText: 'Such a tag does not exist' } });
    const error = await clock.run(client.request('DELETE /content/v2/tag/{id}', { path: { id: 1 } }).catch((reason: unknown) => reason as ApiError));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'rejected', status: 200, marketplace: 'wildberries' });
    expect(JSON.stringify(error)).not.toContain(sandboxToken().slice(0, 30));
  });

  it('paces a base token by its own limits: prices 4 an hour', async () => {
    const { clock, client } = withReply({ body: { data: { listGoods: [] }, error: false, errorText: '' } }, { type: 'base' }, { deadlineMs: 3_600_000 });
    const call = () => client.request('GET /api/v2/list/goods/filter', { query: { limit: 1 } });
    await clock.run(call());
    await clock.run(call());
    expect(clock.monotonic()).toBeGreaterThanOrEqual(15 * 60_000);
  });
});

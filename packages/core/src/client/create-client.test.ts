import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, NetworkError, RefusedError, UnknownOutcomeError, ValidationError } from '../index.js';
import { fakeClock, memoryTransport } from '../testing/index.js';
import type { MemoryReply } from '../testing/index.js';
import { sampleApi } from '../testing/sample-api.js';
import type { WireRequest } from '../transport/transport.js';
import { createClient } from './create-client.js';
import type { ClientEvent } from './client-event.js';
import type { ClientOptions } from './client-options.js';

afterEach(() => vi.unstubAllEnvs());

type Method = (parameters?: Record<string, unknown>, options?: object) => Promise<unknown>;
interface Methods {
  things: Record<'get' | 'list' | 'set' | 'create' | 'report' | 'send', Method> & { listAll(parameters?: object): AsyncIterable<unknown> };
}

function client(answer: (request: WireRequest, number: number) => MemoryReply | Promise<MemoryReply>, options: ClientOptions = {}) {
  const clock = fakeClock();
  const transport = memoryTransport(answer);
  const events: ClientEvent[] = [];
  const api = createClient<Methods, object>(sampleApi(), { clock, transport, random: () => 0.5, onEvent: (event) => void events.push(event), ...options });
  return { api, clock, transport, events };
}

describe('a call', () => {
  it('goes from flat parameters to the wire', async () => {
    const { api, transport } = client(() => ({ body: { id: 7 } }));
    expect(await api.things.get({ id: 'a b', colours: ['red', 'blue'] })).toEqual({ id: 7 });
    const [request] = transport.requests;
    expect(request?.method).toBe('GET');
    expect(request?.url).toBe('https://api.sample.test/things/a%20b?colours=red&colours=blue');
    expect(request?.headers['api-key']).toBe('planted-secret');
    expect(request?.body).toBeUndefined();
  });

  it('names the missing path parameter before anything is sent', async () => {
    const { api, transport } = client(() => ({}));
    await expect(api.things.get({})).rejects.toThrow(/path\.id is required/);
    expect(transport.requests).toHaveLength(0);
  });

  it('refuses a body that breaks the schema, naming the field, without its value', async () => {
    const { api, transport } = client(() => ({}));
    const error = await api.things.set({ items: [{ id: 1 }, { id: 'secret-value' }] }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).issues).toEqual([{ path: 'body.items[1].id', rule: 'must be integer', found: 'text of 12 characters' }]);
    expect(JSON.stringify(error)).not.toContain('secret-value');
    expect(transport.requests).toHaveLength(0);
  });

  it('keeps integers beyond 2^53 exact, both ways', async () => {
    const { api, transport } = client(() => ({ body: '{"id":3000000000000000001}', headers: { 'content-type': 'application/json' } }));
    expect(await api.things.create({ id: 3000000000000000001n })).toEqual({ id: '3000000000000000001' });
    expect(transport.requests[0]?.body).toBe('{"id":3000000000000000001}');
  });

  it('takes a bigint where the schema wants an integer, and sends it exactly', async () => {
    const { api, transport } = client(() => ({ body: {} }));
    await api.things.set({ items: [{ id: 3000000000000000001n }] });
    expect(transport.requests[0]?.body).toBe('{"items":[{"id":3000000000000000001}]}');
    await expect(api.things.set({ items: [{ id: 1n }, { id: 'x' }] })).rejects.toThrow(/body\.items\[1\]\.id must be integer/);
  });

  it('reaches routes that the table does not know, as careful writes', async () => {
    const { api, transport } = client(() => ({ body: {} }), { readOnly: true });
    await expect(api.request('POST /v9/new', { body: {} })).rejects.toThrow(RefusedError);
    expect(transport.requests).toHaveLength(0);
  });
});

describe('read-only mode', () => {
  it('lets reads pass and refuses writes, asked anew at each call', async () => {
    let panic = true;
    const { api, transport } = client(() => ({ body: {} }), { readOnly: () => panic });
    await api.things.list({});
    await expect(api.things.create({})).rejects.toMatchObject({ code: 'read-only' });
    panic = false;
    await api.things.create({});
    expect(transport.requests).toHaveLength(2);
  });

  it.each([
    ['', 'allow-jobs', 'job'], ['allow-jobs', false, 'job'], ['allow-jobs', true, ''], ['1', 'allow-jobs', ''], ['1', false, ''], ['yes', false, ''],
    ['0', false, 'job create set'], ['false', true, ''], ['', undefined, 'job create set'],
  ] as const)('with OCCWO_READ_ONLY=%s and the option %s lets pass: %s', async (variable, readOnly, passing) => {
    vi.stubEnv('OCCWO_READ_ONLY', variable);
    const { api } = client(() => ({ body: {} }), readOnly === undefined ? {} : { readOnly });
    const calls = { job: api.things.report, create: api.things.create, set: api.things.set };
    const passed: string[] = [];
    for (const [kind, call] of Object.entries(calls)) await call({ items: [] }).then(() => passed.push(kind), () => undefined);
    expect(passed.join(' ')).toBe(passing);
    await api.things.list({});
  });
});

describe('a route with a query', () => {
  it('sends it, and leaves it out of the name that events and errors carry', async () => {
    const { api, transport, events } = client(() => ({ body: {} }));
    await api.request('POST /things/list?limit=5&ids=1&ids=2', { query: { limit: 6 } });
    expect(transport.requests[0]?.url).toBe('https://api.sample.test/things/list?limit=6&ids=1&ids=2');
    expect(events.at(-1)).toMatchObject({ type: 'call', operation: 'things.list' });
  });
});

describe('retry', () => {
  it('repeats a read after a 502 and gives its answer', async () => {
    const { api, clock, events } = client((_, number) => (number < 3 ? { status: 502, body: '<html>' } : { body: { ok: true } }));
    expect(await clock.run(api.things.list({}))).toEqual({ ok: true });
    expect(events.filter(({ type }) => type === 'retry')).toHaveLength(2);
  });

  it('never repeats a create whose answer was lost', async () => {
    const { api, clock, transport } = client(() => {
      throw new NetworkError('reset', { sent: true });
    });
    await expect(clock.run(api.things.create({}))).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(transport.requests).toHaveLength(1);
  });

  it('repeats a create that provably never left', async () => {
    const { api, clock, transport } = client((_, number) => {
      if (number === 1) throw new NetworkError('refused', { sent: false });
      return { body: {} };
    });
    await clock.run(api.things.create({}));
    expect(transport.requests).toHaveLength(2);
  });

  it('repeats any kind after a 429, no earlier than the marketplace says', async () => {
    const { api, clock, transport } = client((_, number) => (number === 1 ? { status: 429 } : { body: {} }));
    const startedAt = clock.now();
    await clock.run(api.things.create({}));
    expect(transport.requests).toHaveLength(2);
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(1000);
  });

  it('gives up at once when the wait would outlast the deadline', async () => {
    const { api, clock, transport } = client(() => ({ status: 429 }));
    await expect(clock.run(api.things.list({}, { deadlineMs: 500 }))).rejects.toMatchObject({ code: 'rate-limited' });
    expect(transport.requests).toHaveLength(1);
  });

  it('stops after the number of retries and shows the last failure', async () => {
    const { api, clock, transport } = client(() => ({ status: 500, body: { message: 'boom' } }), { retries: 2 });
    const error = await clock.run(api.things.list({})).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'server-error', attempt: 3, status: 500, operation: 'things.list' });
    expect(transport.requests).toHaveLength(3);
  });
});

describe('limits', () => {
  it('holds back what would step over a window, and counts items that are sent', async () => {
    const { api, clock, transport } = client(() => ({ body: {} }));
    const items = (count: number) => ({ items: Array.from({ length: count }, (_, id) => ({ id })) });
    const calls = Promise.all([api.things.send(items(3)), api.things.send(items(2)), api.things.send(items(4))]);
    await clock.advance(0);
    expect(transport.requests).toHaveLength(2);
    await clock.run(calls);
    expect(transport.requests).toHaveLength(3);
    expect(clock.now() - Date.UTC(2026, 0, 1)).toBeGreaterThanOrEqual(1000);
  });

  it('lets interactive calls overtake background ones', async () => {
    const order: unknown[] = [];
    const { api, clock } = client((request) => {
      order.push(JSON.parse(String(request.body)).who);
      return { body: {} };
    });
    const calls = Array.from({ length: 11 }, (_, who) => api.things.list({ who }, { priority: 'background' }));
    const urgent = api.things.list({ who: 'urgent' }, { priority: 'interactive' });
    await clock.run(Promise.all([...calls, urgent]));
    expect(order.indexOf('urgent')).toBeLessThan(order.indexOf(10));
  });

  it('leaves the queue when its signal aborts', async () => {
    const { api, clock, transport } = client(() => ({ body: {} }));
    await clock.run(Promise.all(Array.from({ length: 10 }, () => api.things.list({}))));
    const controller = new AbortController();
    const waiting = api.things.list({}, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    expect(transport.requests).toHaveLength(10);
  });
});

describe('events and drift', () => {
  it('warns once of an operation that is announced to be off', async () => {
    const { api, events } = client(() => ({ body: {} }));
    await api.things.report({});
    await api.things.report({});
    expect(events.filter(({ type }) => type === 'sunset')).toEqual([
      { type: 'sunset', operation: 'things.report', date: '2026-01-01', replacement: 'things.list' },
    ]);
  });

  it('passes a reply that breaks its schema and reports it; strict makes it an error', async () => {
    const tolerant = client(() => ({ body: { done: 'yes' } }));
    expect(await tolerant.api.things.set({ items: [] })).toEqual({ done: 'yes' });
    expect(tolerant.events).toContainEqual({ type: 'drift', operation: 'things.set', path: 'reply.done', rule: 'must be boolean' });
    const strict = client(() => ({ body: { done: 'yes' } }), { replies: 'strict' });
    await expect(strict.api.things.set({ items: [] })).rejects.toMatchObject({ code: 'unreadable-reply' });
  });

  it('treats an answer that is cut off as unreadable, and repeats it where that is safe', async () => {
    const { api, clock, transport } = client((_, number) => (number === 1 ? { body: '{"items":[1', headers: { 'content-type': 'application/json' } } : { body: {} }));
    expect(await clock.run(api.things.list({}))).toEqual({});
    expect(transport.requests).toHaveLength(2);
  });
});

describe('paging', () => {
  it('walks to the last page, asks for the largest size and resumes from a cursor', async () => {
    const pages: Record<string, unknown> = { '': { items: [1, 2], cursor: 'b' }, b: { items: [3], cursor: 'c' }, c: { items: [], cursor: '' } };
    const { api, transport } = client((request) => ({ body: pages[JSON.parse(String(request.body)).cursor ?? ''] }));
    const seen: unknown[] = [];
    for await (const item of api.things.listAll({})) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
    expect(JSON.parse(String(transport.requests[0]?.body))).toEqual({ limit: 100 });
  });

  it('stops with an error when the cursor stands still', async () => {
    const { api, clock } = client(() => ({ body: { items: [1], cursor: 'same' } }));
    const walk = async () => {
      for await (const _ of api.things.listAll({})) void _;
    };
    await expect(clock.run(walk())).rejects.toMatchObject({ code: 'paging-stuck' });
  });
});

describe('secrets', () => {
  it('appear in no log line, event or error', async () => {
    const lines: string[] = [];
    const write = (message: string, fields?: object) => void lines.push(message + JSON.stringify(fields));
    const { api, events } = client(() => ({ status: 400, body: { message: 'bad', authorization: 'planted-secret' } }), {
      logger: { debug: write, info: write, warn: write, error: write },
    });
    const error = await api.things.create({ password: 'planted-secret', note: 'Bearer eyJhbGciOi.eyJzdWIi.c2ln' }).catch((reason: unknown) => reason);
    const everything = lines.join('\n') + JSON.stringify(events) + JSON.stringify(error);
    expect(lines.length).toBeGreaterThan(0);
    expect(everything).not.toMatch(/planted-secret|eyJhbGciOi/);
  });
});

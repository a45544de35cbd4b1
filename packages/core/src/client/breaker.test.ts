import { describe, expect, it } from 'vitest';
import { fakeClock, memoryTransport } from '../testing/index.js';
import type { MemoryReply } from '../testing/index.js';
import { sampleApi } from '../testing/sample-api.js';
import type { WireRequest } from '../transport/transport.js';
import type { CallOptions } from './call-options.js';
import { createClient } from './create-client.js';
import type { ClientEvent } from './client-event.js';
import type { ClientOptions } from './client-options.js';

function client(answer: (request: WireRequest, number: number) => MemoryReply, options: ClientOptions) {
  const clock = fakeClock();
  const transport = memoryTransport(answer);
  const events: ClientEvent[] = [];
  const api = createClient<{ things: { list(parameters: object, options?: CallOptions): Promise<unknown> } }, object>(sampleApi(), {
    clock, transport, random: () => 0.5, onEvent: (event) => void events.push(event), ...options,
  });
  return { api, clock, transport, events };
}

describe('breaker', () => {
  it('stops calling a dead host, and a 4xx never opens it', async () => {
    let status = 400;
    const { api, clock, transport, events } = client(() => ({ status }), { retries: 0 });
    for (let call = 0; call < 20; call += 1) await clock.run(api.things.list({})).catch(() => undefined);
    expect(events.filter(({ type }) => type === 'breaker')).toEqual([]);
    status = 500;
    for (let call = 0; call < 40; call += 1) await clock.run(api.things.list({})).catch(() => undefined);
    expect(events).toContainEqual({ type: 'breaker', host: 'main', state: 'open' });
    const sent = transport.requests.length;
    expect(api.health().hosts).toEqual({ main: 'open' });
    await expect(api.things.list({})).rejects.toMatchObject({ code: 'breaker-open' });
    expect(transport.requests).toHaveLength(sent);
  });

  it('lets one call probe after a while, and closes or opens again by its end', async () => {
    let status = 500;
    const { api, clock, transport, events } = client(() => ({ status, body: {} }), { retries: 0 });
    const call = () => clock.run(api.things.list({})).then(() => 'ok', (error: unknown) => (error as { code: string }).code);
    for (let time = 0; time < 12; time += 1) await call();
    expect(await call()).toBe('breaker-open');
    await clock.advance(15_000);
    expect(api.health().hosts).toEqual({ main: 'half-open' });
    expect(await call()).toBe('server-error');
    expect(await call()).toBe('breaker-open');
    status = 200;
    await clock.advance(15_000);
    const sent = transport.requests.length;
    expect(await clock.run(Promise.all([call(), call(), call()]))).toContain('ok');
    expect(transport.requests.length - sent).toBe(1);
    expect(await call()).toBe('ok');
    expect(events.flatMap((event) => (event.type === 'breaker' ? event.state : []))).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
  });

  it('lets a call wait for a host that is down, as long as its deadline allows, and repeats it no more often for that', async () => {
    const { api, clock, transport } = client(() => ({ status: clock.monotonic() < 200_000 ? 500 : 200, body: {} }), { retries: 4 });
    // The first ones find out that the host is dead, and give up by their count.
    const early = await clock.run(Promise.allSettled(Array.from({ length: 10 }, () => api.things.list({}, { retries: 0 }))));
    expect(early.every(({ status }) => status === 'rejected')).toBe(true);
    const before = transport.requests.length;
    await expect(clock.run(api.things.list({}, { deadlineMs: 60_000 }))).rejects.toMatchObject({ code: 'breaker-open' });
    expect(clock.monotonic()).toBeGreaterThan(30_000);
    await clock.advance(170_000 - clock.monotonic());
    await expect(clock.run(api.things.list({}))).resolves.toEqual({});
    expect(clock.monotonic()).toBeGreaterThan(200_000);
    // One probe a quarter of a minute, not a storm.
    expect(transport.requests.length - before).toBeLessThan(10);
  });

  it('is not opened by some failures among many calls that have waited for their limit', async () => {
    const { api, clock, events } = client((_, number) => ({ status: number % 5 === 0 ? 500 : 200, body: {} }), { retries: 0 });
    // 10 a second: the last of them has waited for half a minute.
    await clock.run(Promise.allSettled(Array.from({ length: 300 }, () => api.things.list({}))));
    expect(clock.monotonic()).toBeGreaterThan(25_000);
    expect(events.filter(({ type }) => type === 'breaker')).toEqual([]);
  });

  it('judges by the last ten seconds alone', async () => {
    const { api, clock, events } = client(() => ({ status: 500 }), { retries: 0 });
    const fail = async (times: number) => {
      for (let call = 0; call < times; call += 1) await clock.run(api.things.list({})).catch(() => undefined);
    };
    const opened = () => events.some(({ type }) => type === 'breaker');
    for (let round = 0; round < 5; round += 1) {
      await fail(8);
      await clock.advance(11_000);
    }
    expect(opened()).toBe(false);
    await fail(8);
    await clock.advance(5_000);
    await fail(8);
    expect(opened()).toBe(true);
  });
});

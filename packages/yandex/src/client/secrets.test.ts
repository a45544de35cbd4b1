import { openTelemetry } from '@occwo/core/otel';
import { echoes, fakeClock, outputProbe } from '@occwo/core/testing';
import type { Echo } from '@occwo/core/testing';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createYandex } from './create-yandex.js';

afterEach(() => vi.unstubAllEnvs());

const planted = { header: 'planted-proxy-cookie-42', password: 'planted-password-77', query: 'planted-query-token-1', field: 'planted-field-secret-2' };
const keys: readonly [string, string][] = [['as Market makes it', 'ACMA:plantedKeyPlantedKeyPlantedKey:0ccb0c00'], ['of another form', 'planted/opaque+key=0123456789']];

describe.each(echoes().map((echo): [string, Echo] => [echo.name, echo]))('secrets of Yandex Market, echoed by %s', (_, { transport }) => {
  it.each(keys)('are told by nothing (a key %s)', async (_kind, apiKey) => {
    const probe = outputProbe();
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const clock = fakeClock();
    const yandex = createYandex({
      ...probe.options, clock, transport, apiKey, businessId: 5, replies: 'strict', retries: 1, deadlineMs: 600_000,
      hosts: `https://robot:${planted.password}@proxy.example.test`,
      instrumentation: openTelemetry({ tracer: provider.getTracer('test') }),
      onAttempt: ({ headers }) => void Object.assign(headers, { cookie: planted.header, 'X-Proxy-Authorization': `Bearer ${planted.header}` }),
    });
    const calls = [
      () => yandex.request('GET /v2/campaigns'),
      () => yandex.offerMappings.list({ offerIds: ['A'] }),
      () => yandex.chats.sendMessage({ chatId: 1, message: 'x' } as never),
      () => yandex.request(`POST /v9/unknown?access_token=${planted.query}`, { body: { password: planted.field } } as never),
    ];
    for (const call of calls) await clock.run(Promise.resolve().then(call)).catch(probe.note);
    probe.note([yandex.limits(), yandex.health()]);
    for (const { name, attributes, status, events } of exporter.getFinishedSpans()) probe.note({ name, attributes, status, events });
    expect(probe.size).toBeGreaterThan(10);
    expect(probe.leaks([...Object.values(planted), apiKey, encodeURIComponent(apiKey)])).toEqual([]);
  });
});

describe('a key that was put where an id belongs', () => {
  it('is not repeated by the error', async () => {
    vi.stubEnv('OCCWO_YANDEX_BUSINESS_ID', 'ACMA:plantedKeyPlantedKeyPlantedKey:0ccb0c00');
    const probe = outputProbe();
    const yandex = createYandex({ ...probe.options, apiKey: 'any-key-will-do', transport: async () => { throw new Error('never sent'); } });
    await Promise.resolve().then(() => yandex.offerMappings.list({ offerIds: ['A'] })).catch(probe.note);
    expect(probe.size).toBeGreaterThan(3);
    expect(probe.leaks(['plantedKey'])).toEqual([]);
  });
});

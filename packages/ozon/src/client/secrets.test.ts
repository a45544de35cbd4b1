import { openTelemetry } from '@occwo/core/otel';
import { echoes, fakeClock, memoryTransport, outputProbe } from '@occwo/core/testing';
import type { Echo, OutputProbe } from '@occwo/core/testing';
import type { ClientOptions } from '@occwo/core/client';
import type { Transport } from '@occwo/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createOzon } from './create-ozon.js';
import { createOzonPerformance } from './create-ozon-performance.js';

const planted = {
  apiKey: '7c1d0f52-planted-key-4d1e-9b60-aa51e0d5f3c1', accessToken: 'plantedOAuthToken0123456789', clientSecret: 'planted_Secret/with+signs=0123456789',
  fetched: 'plantedFetchedToken9876543210', header: 'planted-proxy-cookie-42', password: 'planted-password-77', query: 'planted-query-token-1', field: 'planted-field-secret-2',
};
const secrets = [...Object.values(planted), encodeURIComponent(planted.clientSecret)];

/** Runs calls over a transport, and gathers all that any of them tells anybody. */
async function watch(transport: Transport, calls: (options: ClientOptions) => { readonly told: () => unknown; readonly calls: readonly (() => Promise<unknown>)[] }): Promise<OutputProbe> {
  const probe = outputProbe();
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const clock = fakeClock();
  const made = calls({
    ...probe.options, clock, transport, replies: 'strict', retries: 1, deadlineMs: 600_000,
    hosts: `https://robot:${planted.password}@proxy.example.test`,
    instrumentation: openTelemetry({ tracer: provider.getTracer('test') }),
    onAttempt: ({ headers }) => void Object.assign(headers, { cookie: planted.header, 'X-Proxy-Authorization': `Bearer ${planted.header}` }),
  });
  for (const call of made.calls) await clock.run(call()).catch(probe.note);
  probe.note(made.told());
  for (const { name, attributes, status, events } of exporter.getFinishedSpans()) probe.note({ name, attributes, status, events });
  return probe;
}

const onToken = (token: Transport, other: Transport): Transport => (request) => (request.url.endsWith('/api/client/token') ? token : other)(request);
const freshToken = memoryTransport(() => ({ body: { access_token: planted.fetched, expires_in: 1800, token_type: 'Bearer' } }));

describe.each(echoes().map((echo): [string, Echo] => [echo.name, echo]))('secrets of Ozon, echoed by %s', (_, { transport }) => {
  it.each(['apiKey', 'accessToken'] as const)('are told by nothing of the Seller API (%s)', async (kind) => {
    const probe = await watch(transport, (options) => {
      const ozon = createOzon({ clientId: '42', ...(kind === 'apiKey' ? { apiKey: planted.apiKey } : { accessToken: async () => planted.accessToken }), ...options });
      return {
        told: () => [ozon.limits(), ozon.health()],
        calls: [
          () => ozon.products.list({ filter: {}, limit: 100 }),
          () => ozon.request('POST /v3/product/import', { body: { items: [], token: planted.field } } as never),
          () => ozon.request(`POST /v9/unknown/thing?access_token=${planted.query}`, { body: { password: planted.field, deep: { client_secret: planted.field } } }),
        ],
      };
    });
    expect(probe.size).toBeGreaterThan(10);
    expect(probe.leaks(secrets)).toEqual([]);
  });

  it('are told by nothing of the Performance API', async () => {
    const make = (options: ClientOptions, credentials: object) => {
      const performance = createOzonPerformance({ ...credentials, ...options });
      return { told: () => [performance.limits(), performance.health()], calls: [() => performance.request('GET /api/client/campaign', { query: {} } as never)] };
    };
    const own = { clientId: '1@advertising.performance.ozon.ru', clientSecret: planted.clientSecret };
    const probes = [
      await watch(transport, (options) => make(options, own)),
      await watch(onToken(freshToken, transport), (options) => make(options, own)),
      await watch(transport, (options) => make(options, { accessToken: planted.accessToken })),
    ];
    for (const probe of probes) {
      expect(probe.size).toBeGreaterThan(3);
      expect(probe.leaks(secrets)).toEqual([]);
    }
  });
});

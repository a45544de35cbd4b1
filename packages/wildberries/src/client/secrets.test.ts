import { openTelemetry } from '@occwo/core/otel';
import { echoes, fakeClock, outputProbe } from '@occwo/core/testing';
import type { Echo } from '@occwo/core/testing';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { sandboxToken } from '../sandbox/sandbox-token.js';
import { createWildberries } from './create-wildberries.js';

const planted = { header: 'planted-proxy-cookie-42', password: 'planted-password-77', query: 'planted-query-token-1', field: 'planted-field-secret-2' };
const tokens: readonly [string, string][] = [['a JWT', sandboxToken()], ['an opaque text', 'planted+opaque/token==0123456789']];

describe.each(echoes().map((echo): [string, Echo] => [echo.name, echo]))('secrets of Wildberries, echoed by %s', (_, { transport }) => {
  it.each(tokens)('are told by nothing (%s)', async (_kind, token) => {
    const probe = outputProbe();
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const clock = fakeClock();
    const wildberries = createWildberries({
      ...probe.options, clock, transport, token: async () => token, replies: 'strict', retries: 1, deadlineMs: 600_000,
      hosts: `https://robot:${planted.password}@proxy.example.test`,
      instrumentation: openTelemetry({ tracer: provider.getTracer('test') }),
      onAttempt: ({ headers }) => void Object.assign(headers, { cookie: planted.header, 'X-Proxy-Authorization': `Bearer ${planted.header}` }),
    });
    const calls = [
      () => wildberries.request('POST /content/v2/get/cards/list', { body: { settings: { cursor: { limit: 1 } } } }),
      () => wildberries.request('POST /content/v2/cards/upload', { body: [] }),
      () => wildberries.request('GET /api/v1/keys-api/keys/redeemed'),
      () => wildberries.request(`POST /content/v9/unknown?token=${planted.query}`, { body: { password: planted.field } } as never),
    ];
    for (const call of calls) await clock.run(call()).catch(probe.note);
    probe.note([wildberries.limits(), wildberries.health()]);
    for (const { name, attributes, status, events } of exporter.getFinishedSpans()) probe.note({ name, attributes, status, events });
    expect(probe.size).toBeGreaterThan(10);
    expect(probe.leaks([...Object.values(planted), token, encodeURIComponent(token)])).toEqual([]);
  });
});

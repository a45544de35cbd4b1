import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createClient } from '../client/create-client.js';
import { fakeClock } from '../testing/fake-clock.js';
import { memoryTransport } from '../testing/memory-transport.js';
import { sampleApi } from '../testing/sample-api.js';
import { openTelemetry } from './open-telemetry.js';

describe('openTelemetry', () => {
  it('makes a span of each call with a client span of each attempt below it, and no secret in any', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const clock = fakeClock();
    const client = createClient<{ things: { list(parameters: object): Promise<unknown> } }, object>(sampleApi(), {
      clock, random: () => 0,
      transport: memoryTransport((_, number) => (number === 1 ? { status: 503 } : { body: {} })),
      instrumentation: openTelemetry({ tracer: provider.getTracer('test') }),
    });
    await clock.run(client.things.list({ password: 'planted-secret' }));

    const [first, second, call] = exporter.getFinishedSpans();
    expect(call?.name).toBe('sample things.list');
    expect(first?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(first?.attributes).toMatchObject({
      'http.request.method': 'POST', 'server.address': 'api.sample.test', 'url.template': '/things/list',
      'http.response.status_code': 503, 'error.type': 'server-error',
    });
    expect(second?.attributes).toMatchObject({ 'http.request.resend_count': 1, 'http.response.status_code': 200 });
    const told = exporter.getFinishedSpans().map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
    expect(JSON.stringify(told)).not.toContain('planted-secret');
  });
});

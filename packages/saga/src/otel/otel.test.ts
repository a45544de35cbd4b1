import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanStatusCode, context, trace } from '@opentelemetry/api';
import type { Context, ContextManager } from '@opentelemetry/api';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { fakeClock } from '@occwo/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saga } from '../define/saga.js';
import { Refused } from '../define/refused.js';
import { Sagas } from '../runner/sagas.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { observeSagas } from './observe-sagas.js';
import { openTelemetry } from './open-telemetry.js';

/** What `@opentelemetry/context-async-hooks` does, in short. */
class AsyncContexts implements ContextManager {
  private readonly storage = new AsyncLocalStorage<Context>();
  active = (): Context => this.storage.getStore() ?? ROOT_CONTEXT;
  with = ((active: Context, call: (...parameters: never[]) => unknown, self: unknown, ...parameters: never[]) =>
    this.storage.run(active, () => call.apply(self, parameters))) as ContextManager['with'];
  bind = <Target>(_context: Context, target: Target): Target => target;
  enable = (): this => this;
  disable = (): this => this;
}

beforeAll(() => void context.setGlobalContextManager(new AsyncContexts()));
afterAll(() => context.disable());

function telemetry(fields: { sampleRatio?: number } = {}) {
  const spans = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1_000_000 });
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  const clock = fakeClock();
  const tracer = provider.getTracer('test');
  const points = async (name: string): Promise<Record<string, unknown>[]> => {
    const { resourceMetrics } = await reader.collect();
    const metric = resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics).find(({ descriptor }) => descriptor.name === name);
    return (metric?.dataPoints ?? []).map(({ attributes, value }) => ({
      ...attributes, ...(typeof value === 'number' ? { value } : { count: value.count, sum: Math.round((value.sum ?? 0) * 1_000) / 1_000 }),
    }));
  };
  return { clock, tracer, meter, spans: () => spans.getFinishedSpans(), points, instrumentation: openTelemetry({ tracer, meter, clock, ...fields }) };
}

const named = (spans: readonly ReadableSpan[], name: string) => spans.filter((span) => span.name === name);
const name = (saga: string) => ({ 'occwo.saga.name': saga });

describe('openTelemetry', () => {
  it('puts the attempts of a saga into one trace, whichever worker makes them, and calls below their attempt', async () => {
    const { clock, tracer, spans, points, instrumentation } = telemetry();
    const order = saga<{ password: string }>('order')
      .step('draft', { backoff: { firstMs: 2_000 }, run: ({ attempt }) => {
        tracer.startSpan(`call ${attempt}`).end();
        if (attempt === 1) throw new Error('password=planted-secret');
        return { token: 'planted-secret' };
      }, undo: () => {} })
      .wait('go')
      .step('book', { run: () => { throw new Refused('planted-secret'); }, undo: 'nothing to undo' });
    const store = memoryStore(clock);
    const make = () => new Sagas({ store, definitions: [order], clock, random: () => 0.5, instrumentation });
    const [one, two] = [make(), make()];
    await one.work();
    const request = tracer.startSpan('POST /orders');
    await context.with(trace.setSpan(ROOT_CONTEXT, request), () => one.start(order, { key: 'k', input: { password: 'planted-secret' } }));
    await clock.advance(3_000);
    await clock.run(one.stop());
    await two.work();
    await two.signal(order, 'k', 'go');
    expect((await clock.run(two.finished(order, 'k'))).status).toBe('compensated');
    await clock.run(two.stop());

    const attempts = [...named(spans(), 'run draft'), ...named(spans(), 'run book'), ...named(spans(), 'undo draft')];
    expect(attempts.map(({ attributes }) => [attributes['occwo.saga.attempt'], attributes['occwo.saga.outcome'], attributes['error.type']])).toEqual([
      [1, 'retry', 'retry'], [2, 'ok', undefined], [1, 'refused', 'refused'], [1, 'ok', undefined],
    ]);
    const [whole] = named(spans(), 'order');
    const traceId = whole?.spanContext().traceId;
    expect(attempts.map((span) => span.spanContext().traceId)).toEqual([traceId, traceId, traceId, traceId]);
    expect(new Set(attempts.map(({ attributes }) => attributes['occwo.saga.fence']))).toEqual(new Set([1, 2, 3]));
    expect(whole?.attributes).toMatchObject({ 'occwo.saga.status': 'compensated', 'occwo.saga.key': 'k' });
    expect(whole?.duration[0]).toBe(3);
    expect(attempts[0]?.status.code).toBe(SpanStatusCode.ERROR);
    for (const attempt of [1, 2]) expect(named(spans(), `call ${attempt}`)[0]?.parentSpanContext?.spanId).toBe(attempts[attempt - 1]?.spanContext().spanId);

    const [start] = named(spans(), 'start order');
    expect(start?.spanContext().traceId).toBe(request.spanContext().traceId);
    expect(start?.links.map((link) => link.context.traceId)).toEqual([traceId]);

    expect(await points('occwo.saga.started')).toEqual([{ ...name('order'), value: 1 }]);
    expect(await points('occwo.saga.duration')).toEqual([{ ...name('order'), 'occwo.saga.status': 'compensated', count: 1, sum: 3 }]);
    expect(await points('occwo.saga.attempt.duration')).toContainEqual({
      ...name('order'), 'occwo.saga.step': 'draft', 'occwo.saga.direction': 'run', 'occwo.saga.outcome': 'retry', 'error.type': 'retry', count: 1, sum: 0,
    });
    const told = spans().map((span) => [span.name, span.attributes, span.status, span.events]);
    expect(JSON.stringify(told)).not.toContain('planted-secret');
  });

  it('counts what is stuck, taken over and lost, and measures attempts', async () => {
    const { clock, spans, points, instrumentation } = telemetry();
    const pay = saga<string>('pay').pivot('charge', { attempts: 1, timeoutMs: 4_000, run: () => new Promise(() => {}) });
    const inner = memoryStore(clock);
    // The first lease is gone at its third beat; the worker goes on under another name.
    const beats = new Map<string, number>();
    const dying: Store = {
      ...inner,
      beat: async (worker, leaseMs) => {
        beats.set(worker, (beats.get(worker) ?? 0) + 1);
        if (beats.size > 1 || (beats.get(worker) as number) < 3) return inner.beat(worker, leaseMs);
        await inner.leave(worker);
        return { now: clock.now(), alive: false };
      },
    };
    const sagas = new Sagas({ store: dying, definitions: [pay], clock, random: () => 0.5, instrumentation, leaseMs: 3_000 });
    await sagas.work();
    await sagas.start(pay, { key: 'k', input: '' });
    expect((await clock.run(sagas.finished(pay, 'k'))).status).toBe('stuck');
    await clock.run(sagas.stop());

    expect(await points('occwo.saga.leases.lost')).toEqual([{ value: 1 }]);
    expect(await points('occwo.saga.takeovers')).toEqual([{ ...name('pay'), value: 1 }]);
    expect(await points('occwo.saga.stuck')).toEqual([{ ...name('pay'), 'occwo.saga.step': 'charge', 'occwo.saga.direction': 'run', value: 1 }]);
    // The frozen worker's attempt, which heeds no signal, and the one of the worker that took over.
    expect((await points('occwo.saga.attempt.duration')).map((point) => [point['occwo.saga.outcome'], point.count])).toEqual([['unknown', 2]]);
    expect(named(spans(), 'pay stuck')[0]?.status).toEqual({ code: SpanStatusCode.ERROR, message: 'the pivot is unknown' });
    expect(named(spans(), 'pay taken over')).toHaveLength(1);
    expect(named(spans(), 'start pay')[0]?.spanContext().traceId).toBe(named(spans(), 'pay stuck')[0]?.spanContext().traceId);
  });

  it('samples the same share of sagas on every worker, a whole saga or nothing of it', () => {
    const worlds = [telemetry({ sampleRatio: 0.25 }), telemetry({ sampleRatio: 0.25 })];
    for (const { instrumentation } of worlds) {
      for (let number = 0; number < 1_000; number += 1) {
        const watch = instrumentation.startAttempt({ saga: 's', version: 1, key: `k${number}`, step: 'a', direction: 'run', attempt: 1, fence: 1 });
        watch.end({ outcome: 'ok' });
        instrumentation.onEvent({ type: 'ended', saga: 's', key: `k${number}`, status: 'completed', ageMs: 1 });
      }
    }
    const [first, second] = worlds.map(({ spans }) => spans().map((span) => `${span.name} ${String(span.attributes['occwo.saga.key'])}`));
    expect(first).toEqual(second);
    const keys = (of: string) => (first ?? []).filter((line) => line.startsWith(of)).map((line) => line.split(' ').at(-1));
    expect(keys('run a')).toEqual(keys('s '));
    expect(keys('run a').length).toBeGreaterThan(200);
    expect(keys('run a').length).toBeLessThan(300);
  });
});

describe('observeSagas', () => {
  it('shows what stands in the database until it is stopped', async () => {
    const { clock, meter, points } = telemetry();
    const order = saga<string>('order', 2).wait('go');
    const store = memoryStore(clock);
    const sagas = new Sagas({ store, definitions: [order], clock });
    for (const key of ['a', 'b']) await sagas.start(order, { key, input: '' });
    const stop = observeSagas(sagas, { meter });
    await clock.advance(5_000);
    const line = { ...name('order'), 'occwo.saga.version': 2, 'occwo.saga.status': 'running' };
    expect(await points('occwo.saga.count')).toEqual([{ ...line, value: 2 }]);
    expect(await points('occwo.saga.waiting')).toEqual([{ ...line, value: 2 }]);
    expect(await points('occwo.saga.oldest.age')).toEqual([{ ...line, value: 5 }]);
    stop();
    await sagas.start(order, { key: 'c', input: '' });
    expect((await points('occwo.saga.count')).filter(({ value }) => value === 3)).toEqual([]);
  });
});

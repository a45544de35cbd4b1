import { SpanKind, SpanStatusCode, context, metrics, trace } from '@opentelemetry/api';
import type { Attributes, Meter, Span, Tracer } from '@opentelemetry/api';
import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { AttemptEnding, AttemptStart, SagaInstrumentation } from '../runner/instrumentation.js';
import type { SagaEvent } from '../runner/runtime.js';
import { sagaMeters } from './saga-meters.js';
import { inTrace, sagaTrace } from './saga-trace.js';

export interface SagaTelemetryOptions {
  /** Default: the global tracer provider's `@occwo/saga`. */
  readonly tracer?: Tracer;
  /** Default: the global meter provider's `@occwo/saga`. */
  readonly meter?: Meter;
  /** The share of sagas whose spans are sampled, 0 to 1; a saga's spans are all sampled or none, on every worker. Default 1. */
  readonly sampleRatio?: number;
  readonly clock?: Clock;
}

type About<Type extends SagaEvent['type']> = Extract<SagaEvent, { type: Type }>;

/**
 * Spans and metrics of sagas, for the `instrumentation` option of `createSagas`. A saga has one trace, whichever workers drive it:
 * a span for each attempt, in force while the step runs, so that its calls appear below it; one for the whole saga at its end. The request
 * that starts a saga keeps its own trace and links to the saga's. Durations are in seconds; inputs, results and error texts stay out.
 *
 * @example const sagas = createSagas({ database, definitions: [publish], instrumentation: openTelemetry() });
 */
export function openTelemetry(options: SagaTelemetryOptions = {}): SagaInstrumentation {
  const { clock = systemClock, sampleRatio = 1 } = options;
  const tracer = options.tracer ?? trace.getTracer('@occwo/saga');
  const meters = sagaMeters(options.meter ?? metrics.getMeter('@occwo/saga'));
  const traceOf = (saga: string, key: string) => sagaTrace(saga, key, sampleRatio);

  /** A span of a saga that lies `ageMs` back and ends now. */
  const told = ({ saga, key }: { saga: string; key: string }, name: string, attributes: Attributes, ageMs = 0): Span => {
    const startTime = clock.now() - ageMs;
    return tracer.startSpan(name, { kind: SpanKind.INTERNAL, startTime, attributes: { ...labels(saga, key), ...attributes } }, inTrace(traceOf(saga, key)));
  };
  const started = ({ saga, key }: About<'started'>) => {
    meters.started.add(1, { 'occwo.saga.name': saga });
    // The caller's span is still in force here: its trace shows the start, and leads to the saga.
    if (!trace.getSpan(context.active())) return told({ saga, key }, `start ${saga}`, {}).end(clock.now());
    const links = [{ context: traceOf(saga, key) }];
    tracer.startSpan(`start ${saga}`, { kind: SpanKind.PRODUCER, startTime: clock.now(), attributes: labels(saga, key), links }).end(clock.now());
  };
  const ended = ({ saga, key, status, ageMs }: About<'ended'>) => {
    meters.duration.record(ageMs / 1_000, { 'occwo.saga.name': saga, 'occwo.saga.status': status });
    told({ saga, key }, saga, { 'occwo.saga.status': status }, ageMs).end(clock.now());
  };
  const stuck = ({ saga, key, step, direction, why }: About<'stuck'>) => {
    const place = { 'occwo.saga.step': step, 'occwo.saga.direction': direction };
    meters.stuck.add(1, { 'occwo.saga.name': saga, ...place });
    const span = told({ saga, key }, `${saga} stuck`, { ...place, 'error.type': 'stuck' });
    span.setStatus({ code: SpanStatusCode.ERROR, message: why }).end(clock.now());
  };
  const takeover = ({ saga, key, epoch }: About<'takeover'>) => {
    meters.takeovers.add(1, { 'occwo.saga.name': saga });
    told({ saga, key }, `${saga} taken over`, { 'occwo.saga.fence': epoch }).end(clock.now());
  };

  return {
    onEvent(event) {
      switch (event.type) {
        case 'started':
          return started(event);
        case 'ended':
          return ended(event);
        case 'stuck':
          return stuck(event);
        case 'takeover':
          return takeover(event);
        case 'lease-lost':
          return meters.leasesLost.add(1);
        case 'attempt':
          // Its watch has told it already, with its time.
          return undefined;
      }
    },
    startAttempt({ saga, version, key, step, direction, attempt, fence }: AttemptStart) {
      const common = { 'occwo.saga.name': saga, 'occwo.saga.step': step, 'occwo.saga.direction': direction };
      const attributes = { ...common, ...labels(saga, key), 'occwo.saga.version': version, 'occwo.saga.attempt': attempt, 'occwo.saga.fence': fence };
      const parent = inTrace(traceOf(saga, key));
      const startedAt = clock.monotonic();
      const span = tracer.startSpan(`${direction} ${step}`, { kind: SpanKind.INTERNAL, startTime: clock.now(), attributes }, parent);
      const inSpan = trace.setSpan(parent, span);
      return {
        run: (call) => context.with(inSpan, call),
        end({ outcome: written }: AttemptEnding) {
          const outcome = written ?? 'fenced';
          const result = { 'occwo.saga.outcome': outcome, ...(outcome !== 'ok' && { 'error.type': outcome }) };
          meters.attemptDuration.record((clock.monotonic() - startedAt) / 1_000, { ...common, ...result });
          span.setAttributes(result);
          // The outcome only: a message may hold what a seller would not want in a trace.
          if (outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
          span.end(clock.now());
        },
      };
    },
  };
}

const labels = (saga: string, key: string): Attributes => ({ 'occwo.saga.name': saga, 'occwo.saga.key': key });

import { SpanKind, SpanStatusCode, context, metrics, trace } from '@opentelemetry/api';
import type { Attributes, Meter, Span, Tracer } from '@opentelemetry/api';
import type { Ending, Instrumentation } from '../client/instrumentation.js';
import type { Operation } from '../client/operation.js';
import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';

export interface OpenTelemetryOptions {
  /** Default: the global tracer provider's `@occwo/core`. */
  readonly tracer?: Tracer;
  /** Default: the global meter provider's `@occwo/core`. */
  readonly meter?: Meter;
  readonly clock?: Clock;
}

/**
 * Spans and metrics of every call, for the `instrumentation` option of a client. A call is a span named after its
 * operation; each attempt is a client span below it with the HTTP conventions' attributes. Durations are in seconds.
 *
 * @example createOzon({ instrumentation: openTelemetry() })
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Instrumentation {
  const { clock = systemClock } = options;
  const tracer = options.tracer ?? trace.getTracer('@occwo/core');
  const meter = options.meter ?? metrics.getMeter('@occwo/core');
  const attemptDuration = meter.createHistogram('http.client.request.duration', { unit: 's', description: 'One attempt, from leaving to answer' });
  const callDuration = meter.createHistogram('occwo.call.duration', { unit: 's', description: 'One call, waiting and retries included' });

  return {
    startCall(marketplace, operation) {
      const common = commonAttributes(marketplace, operation);
      const startedAt = clock.monotonic();
      const call = tracer.startSpan(`${marketplace} ${operation.name}`, { kind: SpanKind.INTERNAL, attributes: common });
      const inCall = trace.setSpan(context.active(), call);
      return {
        startAttempt(attempt, host) {
          const attributes = { ...common, 'http.request.method': operation.method, 'server.address': host, 'url.template': operation.path };
          const resend = attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {};
          const attemptStartedAt = clock.monotonic();
          const span = tracer.startSpan(`${operation.method} ${operation.path}`, { kind: SpanKind.CLIENT, attributes: { ...attributes, ...resend } }, inCall);
          return {
            end(ending) {
              attemptDuration.record(secondsSince(clock, attemptStartedAt), { ...attributes, ...endAttributes(ending) });
              finish(span, ending);
            },
          };
        },
        end(ending) {
          callDuration.record(secondsSince(clock, startedAt), { ...common, ...endAttributes(ending) });
          finish(call, ending);
        },
      };
    },
  };
}

function commonAttributes(marketplace: string, operation: Operation): Attributes {
  return { 'occwo.marketplace': marketplace, 'occwo.operation': operation.name, 'occwo.effect': operation.effect };
}

function endAttributes({ status, error }: Ending): Attributes {
  return { ...(status !== undefined && { 'http.response.status_code': status }), ...(error !== undefined && { 'error.type': error }) };
}

function finish(span: Span, ending: Ending): void {
  span.setAttributes(endAttributes(ending));
  // The code only: a message may hold what a seller would not want in a trace.
  if (ending.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: ending.error });
  span.end();
}

function secondsSince(clock: Clock, startedAt: number): number {
  return (clock.monotonic() - startedAt) / 1000;
}

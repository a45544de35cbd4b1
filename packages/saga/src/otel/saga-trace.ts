import { createHash } from 'node:crypto';
import { ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import type { Context, SpanContext } from '@opentelemetry/api';

/**
 * The trace of one saga, worked out from its name and key: every worker that ever drives it, in whatever process and after any
 * restart, writes into the same trace, and nothing has to be stored for that. The same share of sagas is sampled everywhere.
 */
export function sagaTrace(saga: string, key: string, sampleRatio: number): SpanContext {
  const hash = createHash('sha256').update(`${saga}\n${key}`).digest();
  const isSampled = hash.readUInt32BE(24) < sampleRatio * 2 ** 32;
  return {
    traceId: hash.toString('hex', 0, 16),
    spanId: hash.toString('hex', 16, 24),
    traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  };
}

/** A context in which new spans belong to that trace, and to nothing that happens to be going on here. */
export const inTrace = (of: SpanContext): Context => trace.setSpanContext(ROOT_CONTEXT, of);

import type { ApiErrorCode, Failure, Operation } from '@occwo/core';
import type { ReplyHead } from '../limits/feedback.js';
import { retryAfterMs } from '../limits/feedback.js';
import { readEnvelope } from './envelope.js';
import type { ErrorBody } from './error-body.js';
import { readErrorBody } from './error-body.js';
import { hintFor } from './hints.js';

/** An answer with its body parsed; what {@link readFailure} needs of it. */
export interface FailureSource extends ReplyHead {
  readonly value: unknown;
}

/** The pause after "Circle is open": Ozon says "some minutes" and no header. */
const circleIsOpenMs = 60_000;

const byGrpc: Readonly<Record<number, ApiErrorCode>> = {
  3: 'invalid-request', 5: 'not-found', 6: 'conflict', 7: 'forbidden', 8: 'rate-limited', 9: 'rejected', 10: 'conflict',
  13: 'server-error', 14: 'server-error', 16: 'unauthorized',
};

const byStatus: Readonly<Record<number, ApiErrorCode>> = {
  401: 'unauthorized', 402: 'payment-required', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 410: 'obsolete-method',
  413: 'too-large', 423: 'locked', 429: 'rate-limited',
};

/**
 * Reads a failure out of an Ozon answer, whatever its status; undefined when it is a success. Failures of single items
 * inside a 200 (stocks, prices, barcodes) are no failure of the call: they come back with the reply.
 */
export function readFailure(reply: FailureSource, operation: Pick<Operation, 'effect' | 'replacement'>): Failure | undefined {
  const failed = reply.status >= 400;
  const body = failed ? readErrorBody(reply.value) : readEnvelope(reply.value, operation);
  if (!failed && !body) return undefined;
  const message = body?.message ?? `HTTP ${reply.status} without a text`;
  const code = codeOf(failed ? reply.status : undefined, message, body);
  const wait = code === 'rate-limited' ? (retryAfterMs(reply) ?? statedWaitMs(message)) : undefined;
  return {
    code,
    message,
    vendorCode: body?.vendorCode,
    field: body?.field,
    requestId: reply.headers['x-o3-trace-id'] ?? reply.headers['x-request-id'],
    hint: hintFor(code, message, operation.replacement),
    retryAfterMs: wait,
  };
}

function codeOf(status: number | undefined, message: string, body: ErrorBody | undefined): ApiErrorCode {
  if (/obsolete method/i.test(message)) return 'obsolete-method';
  if (/circle is open|item_limit_exceeded|reached (request rate|operation items) limit/i.test(message)) return 'rate-limited';
  // Code 16 was seen with status 400 as well as 401, so the body knows better than the status.
  if (body?.grpc === 16) return 'unauthorized';
  if (status === undefined) return (body?.grpc !== undefined && byGrpc[body.grpc]) || 'rejected';
  if (status >= 500) return 'server-error';
  return byStatus[status] ?? (body?.grpc !== undefined ? byGrpc[body.grpc] : undefined) ?? 'invalid-request';
}

/** The wait that a text tells where no header does: "Retry after 120 seconds". */
function statedWaitMs(message: string): number | undefined {
  if (/circle is open/i.test(message)) return circleIsOpenMs;
  const seconds = /retry after (\d+) seconds?/i.exec(message)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  return /per second/i.test(message) ? 1000 : undefined;
}

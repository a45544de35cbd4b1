import pRetry from 'p-retry';
import { UnknownOutcomeError } from '../errors/local-errors.js';
import { OccwoError } from '../errors/occwo-error.js';
import type { Call, Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { retryDecision, retryWaitMs } from '../retry/retry-decision.js';
import { sleep } from '../time/sleep.js';

/**
 * Stands outside breaker and limiter, so that every attempt pays and is counted. p-retry keeps the loop; the decision
 * and the wait are ours, on the client's clock, so p-retry's own delay is zero and its count has no end.
 */
export function retry(context: StageContext): Stage {
  return (next) => (call) =>
    pRetry(
      () => {
        call.attempt += 1;
        return next(call);
      },
      {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 0,
        onFailedAttempt: ({ error }) => waitForNextAttempt(context, call, error),
      },
    );
}

/** Returns when the next attempt may go out; throws what the caller shall see when there is to be none. */
async function waitForNextAttempt(context: StageContext, call: Call, error: Error): Promise<void> {
  const { name, idempotency } = call.operation;
  const decision = retryDecision(error, idempotency);
  if (decision === 'unknown') throw new UnknownOutcomeError(name, error);
  if (decision === 'final' || call.attempt > (call.options.retries ?? context.retries)) throw error;

  const waitMs = retryWaitMs(error, call.attempt, context.random);
  if (context.clock.monotonic() + waitMs >= call.deadlineAt) throw error;
  context.emit({ type: 'retry', operation: name, attempt: call.attempt, waitMs, reason: OccwoError.is(error) ? error.code : 'error' });
  await sleep(context.clock, waitMs, call.options.signal);
}

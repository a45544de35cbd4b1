import pRetry from 'p-retry';
import { ApiError } from '../errors/api-error.js';
import { RefusedError, UnknownOutcomeError } from '../errors/local-errors.js';
import { OccwoError } from '../errors/occwo-error.js';
import type { Call, Stage } from '../pipeline/call.js';
import type { StageContext } from '../pipeline/stage-context.js';
import { RetryBudget } from '../retry/retry-budget.js';
import { retryDecision, retryWaitMs } from '../retry/retry-decision.js';
import { sleep } from '../time/sleep.js';

/**
 * Stands outside breaker and limiter, so that every attempt pays and is counted. p-retry keeps the loop; the decision
 * and the wait are ours, on the client's clock, so p-retry's own delay is zero and its count has no end.
 */
export function retry(context: StageContext): Stage {
  const budget = new RetryBudget();
  return (next) => async (call) => {
    const attempt = () => {
      call.attempt += 1;
      return next(call);
    };
    // The common case, a first attempt that succeeds, does not pay for the loop.
    const reply = await attempt().catch(async (first: Error) => {
      const onFailedAttempt = ({ error }: { error: Error }) => waitForNextAttempt(context, budget, call, error);
      await onFailedAttempt({ error: first });
      return pRetry(attempt, { retries: Number.POSITIVE_INFINITY, minTimeout: 0, onFailedAttempt });
    });
    budget.refund();
    return reply;
  };
}

/** Returns when the next attempt may go out; throws what the caller shall see when there is to be none. */
async function waitForNextAttempt(context: StageContext, budget: RetryBudget, call: Call, error: Error): Promise<void> {
  const { name, idempotency } = call.operation;
  const decision = retryDecision(error, idempotency);
  const retries = call.options.retries ?? context.retries;
  // Nothing left: an outage that fits the deadline is waited out, however often the breaker is asked. Not by callers who never wait.
  const wasHeldBack = retries > 0 && error instanceof RefusedError && error.code === 'breaker-open';
  if (wasHeldBack) call.attempt -= 1;
  if (decision === 'unknown') throw new UnknownOutcomeError(name, error);
  if (decision === 'final' || call.attempt > retries) throw error;

  const waitMs = retryWaitMs(error, call.attempt, context.random);
  if (context.clock.monotonic() + waitMs >= call.deadlineAt) throw error;
  const askedToWait = wasHeldBack || (error instanceof ApiError && error.code === 'rate-limited');
  if (!askedToWait && !budget.spend()) throw error;
  context.emit({ type: 'retry', operation: name, attempt: Math.max(1, call.attempt), waitMs, reason: OccwoError.is(error) ? error.code : 'error' });
  await sleep(context.clock, waitMs, call.options.signal);
}

import type { Clock, OutcomeEvent, Reason } from '@occwo/core';
import { sleep } from '@occwo/core';
import { accepted, rejected, unknown } from '@occwo/core/client';
import { jobState } from '../client/jobs/job-ends.js';
import type { OzonCalls } from './calls.js';
import type { OpenTasks } from './open-tasks.js';
import { isWarning, reasonOf, reasonOfError } from './reasons.js';
import type { ImportStatus } from './wire.js';

/** Items that went out with one import, and what we have to say of them ourselves. */
export type SentItems = ReadonlyMap<string, readonly Reason[]>;

export interface TaskWatch {
  readonly calls: Pick<OzonCalls, 'importStatus'>;
  readonly tasks: OpenTasks;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** So long a task is asked for, milliseconds. */
  readonly deadlineMs: number;
}

const firstPauseMs = 250;
const longestPauseMs = 15_000;

/**
 * Asks an import task until every item has left `pending` (or a word that we do not know), and tells each as soon as it has. What the deadline or a
 * broken connection leaves open is unknown: the import goes on without us, and a second publish ends the same.
 */
export async function* watchImport(taskId: number | string, sent: SentItems, watch: TaskWatch): AsyncGenerator<OutcomeEvent> {
  const { calls, tasks, clock, signal, deadlineMs } = watch;
  const waiting = new Map(sent);
  const until = clock.monotonic() + deadlineMs;
  let open: Reason = deadlinePassed(taskId, deadlineMs);

  for (let pauseMs = firstPauseMs; waiting.size > 0 && clock.monotonic() < until; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    await sleep(clock, pauseMs, signal);
    let statuses: readonly ImportStatus[];
    try {
      statuses = await calls.importStatus(taskId, signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      open = answerLost(taskId, error);
      break;
    }
    for (const status of statuses) {
      const sku = status.offer_id ?? '';
      const warnings = waiting.get(sku);
      if (!warnings || jobState(status.status ?? '') === 'running') continue;
      waiting.delete(sku);
      yield outcomeOfStatus(sku, status, warnings);
    }
  }
  for (const sku of waiting.keys()) {
    tasks.remember(sku, taskId);
    yield unknown(sku, open);
  }
}

/**
 * `imported` is not the whole truth: an item can be imported and carry an error of level `error`, which keeps it from
 * sale. `skipped` means that nothing had changed.
 */
export function outcomeOfStatus(sku: string, { status, product_id, errors }: ImportStatus, ownWarnings: readonly Reason[]): OutcomeEvent {
  const serious = (errors ?? []).filter((error) => !isWarning(error)).map(reasonOf);
  if (serious.length > 0) return rejected(sku, ...serious);
  if (jobState(status ?? '') === 'failed') {
    return rejected(sku, { code: 'failed', message: 'Ozon refused the card and gave no reason', hint: 'see its errors in the seller cabinet' });
  }
  const warnings = [...ownWarnings, ...(errors ?? []).map(reasonOf)];
  return accepted(sku, product_id ? { productId: String(product_id) } : undefined, warnings);
}

function deadlinePassed(taskId: number | string, deadlineMs: number): Reason {
  return {
    code: 'occwo.task-unfinished',
    message: `import task ${taskId} was not finished within ${Math.round(deadlineMs / 1000)} s`,
    hint: 'ask POST /v1/product/import/info later; an empty answer means a wrong category or VAT',
  };
}

function answerLost(taskId: number | string, error: unknown): Reason {
  const { code, message } = reasonOfError(error);
  return {
    code: 'occwo.task-unreadable',
    message: `import task ${taskId} was started, but its result could not be read (${code}: ${message})`,
    hint: 'publish again: an import of the same card ends the same',
  };
}

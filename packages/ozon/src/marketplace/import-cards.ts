import type { OutcomeEvent, PausedEvent, Reason, TaskEvent } from '@occwo/core';
import { ApiError, sleep } from '@occwo/core';
import { rejected } from '@occwo/core/client';
import type { Card } from './card.js';
import type { CatalogContext } from './catalog.js';
import type { Admission } from './import-quota.js';
import { watchImport } from './import-task.js';
import { reasonOfError } from './reasons.js';
import { splitRefused } from './split-refused.js';

export type ReadyCard = Extract<Card, { item: unknown }>;

type Event = OutcomeEvent | PausedEvent | TaskEvent;

/** Imports cards as the account's quotas allow: what has no room now waits, and what would wait too long is refused unsent. */
export async function* importCards(cards: readonly ReadyCard[], context: CatalogContext, signal?: AbortSignal): AsyncGenerator<Event> {
  const { quota, clock, quotaWaitMs } = context;
  const waitUntil = clock.monotonic() + quotaWaitMs;
  for (let waiting = cards; waiting.length > 0; ) {
    const admission = await quota.admit(waiting.map(({ sku }) => sku), signal);
    if (admission.offerIds.size === 0) {
      if (clock.monotonic() + admission.waitMs > waitUntil) {
        for (const { sku } of waiting) yield rejected(sku, quotaUsedUp(admission, clock.now()));
        return;
      }
      yield { type: 'paused', reason: `Ozon's quota of cards a ${admission.quota} is used up`, milliseconds: admission.waitMs };
      await sleep(clock, admission.waitMs, signal);
      continue;
    }
    const admitted = waiting.filter(({ sku }) => admission.offerIds.has(sku));
    const refusal = yield* sendAdmitted(admitted, admission, context, signal);
    // Ozon knows better: it counts what others of the account send, too.
    if (refusal) quota.refused(refusal.retryAfterMs ?? 0);
    else waiting = waiting.filter(({ sku }) => !admission.offerIds.has(sku));
  }
}

/** Sends cards that have room. Gives back the refusal when Ozon says that they have none. */
async function* sendAdmitted(cards: readonly ReadyCard[], admission: Admission, context: CatalogContext, signal?: AbortSignal): AsyncGenerator<Event, ApiError | undefined> {
  let open = admission.offerIds.size;
  const answered = (count: number) => {
    admission.release(count);
    open -= count;
  };
  try {
    yield* splitRefused<ReadyCard, Event>(cards, (part) => sendOnce(part, answered, context, signal), ({ sku }, error) => rejected(sku, reasonOfError(error)));
    return undefined;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'rate-limited' && error.retryAfterMs !== undefined) return error;
    throw error;
  } finally {
    admission.release(open);
  }
}

async function* sendOnce(cards: readonly ReadyCard[], answered: (count: number) => void, context: CatalogContext, signal?: AbortSignal): AsyncGenerator<Event> {
  const { calls, tasks, clock, taskDeadlineMs: deadlineMs } = context;
  const taskId = await calls.importProducts(cards.map(({ item }) => item), signal);
  answered(cards.length);
  yield { type: 'task', task: String(taskId), skus: cards.map(({ sku }) => sku) };
  const sent = new Map(cards.map(({ sku, warnings }) => [sku, warnings]));
  yield* watchImport(taskId, sent, { calls, tasks, clock, signal, deadlineMs });
}

function quotaUsedUp({ quota, waitMs }: Admission, now: number): Reason {
  return {
    code: 'occwo.quota-used-up',
    message: `the account's quota of cards a ${quota} is used up; nothing was sent`,
    hint: `publish it again after ${new Date(now + waitMs).toISOString()} (POST /v4/product/info/limit tells the quotas), or raise quotaWaitMs`,
  };
}

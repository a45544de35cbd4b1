import type { InDoubt, OutcomeEvent, ReconcileOptions } from '@occwo/core';
import { accepted, rejected, unknown } from '@occwo/core/client';
import { jobState } from '../client/jobs/job-ends.js';
import type { CatalogContext } from './catalog.js';
import { outcomeOfStatus } from './import-task.js';
import { isWarning, reasonOf } from './reasons.js';
import type { CardState } from './wire.js';

/** Identifiers a call of `POST /v3/product/info/list`. */
export const cardsPerRead = 1000;

/** Asks what became of cards: first their import tasks, where one is known, then the list of products. */
export async function lookAtCards(items: readonly InDoubt[], { calls, tasks }: CatalogContext, { since, signal }: ReconcileOptions): Promise<readonly OutcomeEvent[]> {
  const skus = items.map(({ sku }) => sku);
  const asked = new Set(skus);
  const settled = new Map<string, OutcomeEvent>();
  for (const taskId of new Set([...tasks.of(skus), ...items.flatMap(({ task }) => (task === undefined ? [] : taskNumber(task)))])) {
    // A task that is forgotten tells nothing; the list of products may still.
    const statuses = await calls.importStatus(taskId, signal).catch(() => []);
    for (const status of statuses) {
      const sku = status.offer_id ?? '';
      if (!asked.has(sku)) continue;
      settled.set(sku, jobState(status.status ?? '') === 'running' ? { ...unknown(sku, atWork(taskId)), underWay: true } : outcomeOfStatus(sku, status, []));
    }
  }
  const open = skus.filter((sku) => !settled.has(sku));
  const cards = open.length > 0 ? await calls.cards(open, signal) : [];
  for (const card of cards) settled.set(card.offerId, outcomeOfCard(card, since));
  for (const [sku, { type }] of settled) if (type !== 'unknown') tasks.forget(sku);
  return skus.flatMap((sku) => settled.get(sku) ?? []);
}

/** The number of a task as Ozon wants it. */
const taskNumber = (task: string): number | string => (Number.isSafeInteger(Number(task)) ? Number(task) : task);

const atWork = (taskId: number | string) => ({
  code: 'occwo.task-unfinished', message: `import task ${taskId} is still at work on it`, hint: 'look again later; POST /v1/product/import/info tells its state',
});

/** What a card shows. One that was last changed before the import says nothing of it. */
function outcomeOfCard({ offerId, productId, updatedAt, errors }: CardState, since: number | undefined): OutcomeEvent {
  if (since !== undefined && !(updatedAt !== undefined && updatedAt >= since)) {
    const message = `the card was last changed ${updatedAt === undefined ? 'at an unknown time' : new Date(updatedAt).toISOString()}, before the import`;
    return unknown(offerId, { code: 'occwo.card-unchanged', message, hint: 'Ozon may still be at work, or the import was lost: publish again' });
  }
  const serious = errors.filter((error) => !isWarning(error)).map(reasonOf);
  if (serious.length > 0) return rejected(offerId, ...serious);
  return accepted(offerId, productId === undefined ? undefined : { productId }, errors.map(reasonOf));
}

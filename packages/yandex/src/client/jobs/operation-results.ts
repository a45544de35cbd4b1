import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import { pollUntil } from '@occwo/core/client';
import type { YandexClient } from '../yandex-client.js';

/** What LaaS writes (orders, returns) start: an operation that ends later. */
export type OperationType = 'ORDER_RECIPIENT_UPDATE' | 'ORDER_DELIVERY_INTERVAL_UPDATE' | 'ORDER_STATUS_UPDATE' | 'RETURN_CANCELLATION';

export interface OperationResultsOptions {
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** How long to wait for the last one, milliseconds. Default: 10 minutes. */
  readonly deadlineMs?: number;
}

/** How an operation ended; `unknown` where it was still under way at the deadline or Market does not know it. */
export type OperationEnd = 'done' | 'failed' | 'unknown';

const idsPerRequest = 100;
/** The method takes 1 000 calls an hour. */
const intervalMs = 5_000;

/**
 * Waits until operations of one type have ended. Ids may be more than 100: they are asked for in parts, the ended ones no more.
 *
 * @example
 * const ends = await operationResults(yandex, 'ORDER_STATUS_UPDATE', [id]);
 * if (ends.get(id) === 'failed') console.error(`operation ${id} failed`);
 */
export async function operationResults(
  client: YandexClient, operationType: OperationType, ids: readonly string[], options: OperationResultsOptions = {},
): Promise<ReadonlyMap<string, OperationEnd>> {
  const { clock = systemClock, signal, deadlineMs = 600_000 } = options;
  const ends = new Map<string, OperationEnd>();
  const open = new Set(ids);

  const ask = async (part: string[]): Promise<void> => {
    const { result } = await client.operations.list({ operationType, operationIds: part }, signal ? { signal } : {});
    for (const { id, status } of result?.operations ?? []) {
      if (!id || !open.has(id) || (status !== 'DONE' && status !== 'FAILED')) continue;
      ends.set(id, status === 'DONE' ? 'done' : 'failed');
      open.delete(id);
    }
  };

  try {
    await pollUntil({ clock, signal, deadlineMs, intervalMs }, async () => {
      const waiting = [...open];
      for (let from = 0; from < waiting.length; from += idsPerRequest) await ask(waiting.slice(from, from + idsPerRequest));
      return open.size === 0 || undefined;
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'deadline') throw error;
  }
  for (const id of open) ends.set(id, 'unknown');
  return ends;
}

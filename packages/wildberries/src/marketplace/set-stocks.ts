import { sleep } from '@occwo/core';
import { accepted, rejected, unknown } from '@occwo/core/client';
import type { ApiError, OutcomeEvent, StockUpdate } from '@occwo/core';
import type { CardDirectory } from './card-directory.js';
import type { Patience } from './port-options.js';
import { doubtOf, localReason, reasonOf } from './reasons.js';
import { resolveIds } from './resolve-ids.js';
import { sendSplitting } from './send-splitting.js';
import type { StockCalls, StockRow } from './stock-calls.js';
import { blameStocks, isBusy } from './stock-refusals.js';
import type { WarehouseFinder } from './warehouse-finder.js';

export interface StockRun {
  readonly calls: StockCalls;
  readonly directory: CardDirectory;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly warehouseOf: WarehouseFinder;
}

export interface StockEntry {
  readonly sku: string;
  readonly row: StockRow;
}

/** The most pieces that one size may have in one warehouse. */
const mostPieces = 100_000;

/** How long a warehouse that is being changed is waited for between two tries, milliseconds: it takes "a few minutes". */
const busyPauseMs = 20_000;

/** Sets the stocks of one chunk, one request a warehouse. */
export async function* setStocks(updates: readonly StockUpdate[], run: StockRun): AsyncGenerator<OutcomeEvent> {
  const sane: StockUpdate[] = [];
  for (const update of updates) {
    const { sku, count } = update;
    if (Number.isInteger(count) && count >= 0 && count <= mostPieces) sane.push(update);
    else yield rejected(sku, localReason('stock-invalid', `${count} pieces`, 'count', `a stock is a whole number from 0 to ${mostPieces}`));
  }
  const { found, missing } = await resolveIds(sane, run.directory, 'chrtId');
  for (const event of missing) yield event;

  const byWarehouse = new Map<number, StockEntry[]>();
  for (const { item, id } of found) {
    const warehouse = await run.warehouseOf(item.warehouse ?? 'main');
    if (typeof warehouse !== 'number') yield rejected(item.sku, warehouse);
    else byWarehouse.set(warehouse, [...(byWarehouse.get(warehouse) ?? []), { sku: item.sku, row: { chrtId: id, amount: item.count } }]);
  }
  for (const [warehouse, entries] of byWarehouse) yield* setInWarehouse(warehouse, entries, run);
}

async function* setInWarehouse(warehouseId: number, entries: readonly StockEntry[], run: StockRun): AsyncGenerator<OutcomeEvent> {
  const send = (part: readonly StockEntry[]) => whenFree(() => run.calls.set(warehouseId, part.map(({ row }) => row)), run);
  const { sent, refused, doubtful, stopped } = await sendSplitting(entries, { send, blame: blameStocks, isWhole: concernsWarehouse });
  for (const { sku, row } of sent) yield accepted(sku, { chrtId: String(row.chrtId) });
  for (const refusal of refused) yield rejected(refusal.entry.sku, reasonOf(refusal));
  for (const { sku } of doubtful) yield unknown(sku, doubtOf(stopped?.error));
  if (stopped && (stopped.unsent.length > 0 || doubtful.length === 0)) throw stopped.error;
}

/** A warehouse whose data are being changed takes no stocks for some minutes; then the same request passes. */
async function whenFree(send: () => Promise<void>, { patience, signal }: StockRun): Promise<void> {
  const deadline = patience.clock.monotonic() + patience.deadlineMs;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!isBusy(error) || patience.clock.monotonic() + busyPauseMs > deadline) throw error;
      await sleep(patience.clock, busyPauseMs, signal);
    }
  }
}

/** A refusal that would meet every half too: the warehouse is not there or is shut. */
function concernsWarehouse(error: ApiError): boolean {
  return (error.code === 'not-found' && !Array.isArray(error.body)) || isBusy(error);
}

import type { Clock, OutcomeEvent, PausedEvent, StockUpdate, StocksPort } from '@occwo/core';
import { sleep } from '@occwo/core';
import { rejected, runBulk } from '@occwo/core/client';
import type { OzonCalls } from './calls.js';
import { reasonOfError } from './reasons.js';
import { splitRefused } from './split-refused.js';
import { outcomeOfUpdate } from './update-outcome.js';
import type { FoundWarehouse } from './warehouses.js';
import type { StockItem, UpdateResult } from './wire.js';

export interface StocksContext {
  readonly calls: Pick<OzonCalls, 'setStocks'>;
  readonly clock: Clock;
  readonly findWarehouse: (name: string) => Promise<FoundWarehouse>;
  readonly basisOf: (update: StockUpdate) => unknown;
}

/** Pairs of product and warehouse a call of `POST /v2/products/stocks`; 80 calls a minute. */
const batch = 100;
/** A pair can be changed once in so long a time; earlier it comes back with TOO_MANY_REQUESTS inside a 200. */
const pairPauseMs = 30_000;
/** So often a pair that came back is sent again. */
const repeats = 3;

/** Sets stocks; Ozon answers at once, pair by pair. Pairs that were changed just now wait and are sent again. */
export function stocksPort(context: StocksContext): StocksPort {
  return {
    set: (items, options) =>
      runBulk<StockUpdate>(
        items,
        { chunkSize: batch, repeats: true, sku: ({ sku }) => sku, send: (chunk, { signal }) => setChunk(chunk, context, signal) },
        options,
      ),
    basisOf: context.basisOf,
  };
}

async function* setChunk(
  updates: readonly StockUpdate[], context: StocksContext, signal?: AbortSignal,
): AsyncGenerator<OutcomeEvent | PausedEvent> {
  let waiting: StockItem[] = [];
  for (const { sku, warehouse = 'main', count } of updates) {
    const found = await context.findWarehouse(warehouse);
    if ('id' in found) waiting.push({ offer_id: sku, warehouse_id: found.id, stock: count });
    else yield rejected(sku, found.reason);
  }

  for (let round = 0; waiting.length > 0; round += 1) {
    const again: StockItem[] = [];
    const send = async function* (part: readonly StockItem[]): AsyncGenerator<OutcomeEvent> {
      const results = await context.calls.setStocks(part, signal);
      for (const [index, result] of results.entries()) {
        const item = isAbout(result, part[index]) ? part[index] : part.find((one) => isAbout(result, one));
        if (item && isTooEarly(result) && round < repeats) again.push(item);
        else yield outcomeOfUpdate(result.offer_id ?? '', result);
      }
    };
    yield* splitRefused(waiting, send, ({ offer_id }, error) => rejected(offer_id, reasonOfError(error)));
    waiting = again;
    if (waiting.length === 0) return;
    yield { type: 'paused', reason: `${waiting.length} stocks were changed less than 30 s ago`, milliseconds: pairPauseMs };
    await sleep(context.clock, pairPauseMs, signal);
  }
}

/** Results come in the order of the request, which tells two rows of one pair apart; the ids are looked at to be sure. */
const isAbout = ({ offer_id, warehouse_id }: UpdateResult, item: StockItem | undefined) =>
  item?.offer_id === offer_id && item?.warehouse_id === Number(warehouse_id);

const isTooEarly = ({ errors }: UpdateResult) =>
  (errors ?? []).some(({ code, message }) => code === 'TOO_MANY_REQUESTS' || /updated too frequently/i.test(`${code} ${message}`));

import type { BulkEvent, OutcomeEvent, Reason, StockUpdate, StocksPort } from '@occwo/core';
import { accepted, rejected, runBulk } from '@occwo/core/client';
import type { BulkContext } from '@occwo/core/client';
import type { YandexClient } from '../client/yandex-client.js';
import type { YandexMapping } from './mapping.js';
import { warehouseMissing } from './reasons.js';
import { sendAllOrNothing } from './send-batch.js';
import { mainWarehouse, stockTargets } from './warehouses.js';
import type { StockTarget } from './warehouses.js';

const skusPerRequest = 2000;
const mostPieces = 2_000_000_000;

/** Stocks of the seller's own warehouses, by shop (`PUT …/offers/stocks`) or by warehouse of the cabinet (`POST /v3/…`, 50 calls a minute). */
export function stocksPort(client: YandexClient, mapping: YandexMapping): StocksPort {
  const targetOf = stockTargets(mapping.warehouses);
  const send = (target: StockTarget, updates: readonly StockUpdate[], signal: AbortSignal) => {
    if (target.kind === 'warehouse') {
      const skuItems = updates.map(({ sku, count }) => ({ sku, partnerWarehouseId: target.warehouseId, count }));
      return client.stocks.updatePartner({ skuItems }, { signal });
    }
    const skus = updates.map(({ sku, count }) => ({ sku, items: [{ count }] }));
    return client.stocks.update({ ...(target.campaignId !== undefined && { campaignId: target.campaignId }), skus }, { signal });
  };

  async function* sendChunk(chunk: readonly StockUpdate[], { signal }: BulkContext): AsyncGenerator<OutcomeEvent> {
    const groups = new Map<string, { target: StockTarget; updates: StockUpdate[] }>();
    for (const update of chunk) {
      const warehouse = update.warehouse ?? mainWarehouse;
      const target = targetOf(warehouse);
      const problem = target ? countProblem(update.count) : warehouseMissing(warehouse);
      if (problem || !target) yield rejected(stockKey(update), ...(problem ? [problem] : []));
      else if (groups.has(warehouse)) groups.get(warehouse)?.updates.push(update);
      else groups.set(warehouse, { target, updates: [update] });
    }
    for (const { target, updates } of groups.values()) {
      yield* sendAllOrNothing(updates, { sku: stockKey, send: (part) => send(target, part, signal), taken: (update) => accepted(stockKey(update)) });
    }
  }

  return {
    async *set(items, options) {
      const run = runBulk<StockUpdate>(items, { chunkSize: skusPerRequest, sku: stockKey, send: sendChunk }, options);
      for await (const event of run) yield withPlainSku(event);
    },
  };
}

const separator = ' @ ';

/** One SKU may lie in several warehouses, and each of these is an item of its own. */
function stockKey({ sku, warehouse = mainWarehouse }: StockUpdate): string {
  return `${sku}${separator}${warehouse}`;
}

function withPlainSku(event: BulkEvent): BulkEvent {
  return 'sku' in event ? { ...event, sku: event.sku.slice(0, event.sku.lastIndexOf(separator)) } : event;
}

function countProblem(count: number): Reason | undefined {
  if (Number.isInteger(count) && count >= 0 && count <= mostPieces) return undefined;
  return { code: 'occwo.stock-out-of-range', field: 'count', message: `${count} is no stock`, hint: `use a whole number from 0 to ${mostPieces}` };
}

import type { OutcomeEvent, Reason, StockUpdate, StocksPort } from '@occwo/core';
import { accepted, rejected, runBulk } from '@occwo/core/client';
import type { BulkContext } from '@occwo/core/client';
import type { YandexClient } from '../client/yandex-client.js';
import type { YandexMapping } from './mapping.js';
import { warehouseMissing } from './reasons.js';
import { inTurn, sendAllOrNothing } from './send-batch.js';
import { mainWarehouse, stockTargets } from './warehouses.js';
import type { StockTarget } from './warehouses.js';

const skusPerRequest = 2000;
const mostPieces = 2_000_000_000;

/** The stocks of one chunk that go to one place. */
interface Group {
  readonly target: StockTarget;
  /** By trimmed SKU: what Market takes it for. */
  readonly updates: Map<string, StockUpdate>;
}

/** Stocks of the seller's own warehouses, by shop (`PUT …/offers/stocks`) or by warehouse of the cabinet (`POST /v3/…`, 50 calls a minute). */
export function stocksPort(client: YandexClient, mapping: YandexMapping): StocksPort {
  const targetOf = stockTargets(mapping.warehouses);
  const sendTo = (target: StockTarget, updates: readonly StockUpdate[], signal: AbortSignal): AsyncIterable<OutcomeEvent> => {
    const common = { sku: ({ sku }: StockUpdate) => sku, taken: ({ sku }: StockUpdate) => accepted(sku) };
    if (target.kind === 'warehouse') {
      return sendAllOrNothing(updates, {
        ...common,
        body: (part) => ({ skuItems: part.map(({ sku, count }) => ({ sku, partnerWarehouseId: target.warehouseId, count })) }),
        send: (body) => client.stocks.updatePartner(body, { signal }),
      });
    }
    const path = target.campaignId === undefined ? {} : { campaignId: target.campaignId };
    return sendAllOrNothing(updates, {
      ...common,
      body: (part) => ({ skus: part.map(({ sku, count }) => ({ sku, items: [{ count }] })) }),
      send: (body) => client.stocks.update({ ...path, ...body }, { signal }),
    });
  };

  async function* sendChunk(chunk: readonly StockUpdate[], { signal }: BulkContext): AsyncGenerator<OutcomeEvent> {
    const groups = new Map<string, Group>();
    for (const update of chunk) {
      const warehouse = update.warehouse ?? mainWarehouse;
      const target = targetOf(warehouse);
      const group = groups.get(warehouse) ?? (target && { target, updates: new Map<string, StockUpdate>() });
      const problem = group ? (countProblem(update.count) ?? repeated(update, warehouse, group)) : warehouseMissing(warehouse);
      if (problem) yield rejected(update.sku, problem);
      else if (group) groups.set(warehouse, { ...group, updates: group.updates.set(update.sku.trim(), update) });
    }
    yield* inTurn(...[...groups.values()].map(({ target, updates }) => sendTo(target, [...updates.values()], signal)));
  }

  return {
    set: (items, options) => runBulk<StockUpdate>(items, { chunkSize: skusPerRequest, repeats: true, sku: ({ sku }) => sku, send: sendChunk }, options),
    basisOf: ({ warehouse = mainWarehouse }) => mapping.warehouses?.[warehouse],
  };
}

function countProblem(count: number): Reason | undefined {
  if (Number.isInteger(count) && count >= 0 && count <= mostPieces) return undefined;
  return { code: 'occwo.stock-out-of-range', field: 'count', message: `${count} is no stock`, hint: `use a whole number from 0 to ${mostPieces}` };
}

/** An SKU may lie in several warehouses, but only once in each: Market refuses a request that holds it twice, and it cuts blanks. */
function repeated({ sku }: StockUpdate, warehouse: string, { updates }: Group): Reason | undefined {
  if (!updates.has(sku.trim())) return undefined;
  return { code: 'occwo.duplicate-sku', field: 'sku', message: `"${sku}" stands in the input more than once for the warehouse "${warehouse}"`, hint: 'give each warehouse one row an SKU' };
}

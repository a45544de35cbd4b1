import type { SandboxContext, SandboxHandler, SandboxReply } from '@occwo/core/sandbox';
import type { Cabinet } from './cabinet.js';
import { isoTime, stocksOf } from './cabinet.js';
import { duplicateOf } from './catalog-handlers.js';
import { badRequest, fail, ok, pageOf } from './replies.js';

interface Update {
  readonly sku: string;
  readonly warehouseId: number;
  readonly count: number;
  readonly updatedAt?: string | undefined;
}

function apply(cabinet: Cabinet, updates: readonly Update[], context: SandboxContext): SandboxReply {
  const twice = duplicateOf(updates.map(({ sku, warehouseId }) => `${sku.trim()} ${warehouseId}`));
  if (twice !== undefined) return badRequest('DUPLICATE_SHOP_SKU', 'Duplicate sku');
  for (const { sku, warehouseId } of updates) {
    if (warehouseId !== cabinet.warehouseId) return badRequest('INVALID_WAREHOUSE_ID', `Invalid warehouse: ${warehouseId}`);
    if (!cabinet.offers.has(sku.trim())) return badRequest('OFFER_NOT_FOUND', 'Offer not found');
  }
  for (const { sku, warehouseId, count, updatedAt } of updates) {
    stocksOf(cabinet, warehouseId).set(sku.trim(), { count, updatedAt: updatedAt ?? isoTime(context.clock) });
    context.effect('stock', sku.trim(), { warehouseId, count });
  }
  return ok();
}

/** `PUT campaigns/{campaignId}/offers/stocks`: by shop. */
export function updateStocks(cabinet: Cabinet): SandboxHandler {
  return ({ body }, context) => {
    const { skus } = body as { skus: { sku: string; items: { count: number; updatedAt?: string }[] }[] };
    const updates = skus.flatMap(({ sku, items }) => items.map((item) => ({ sku, warehouseId: cabinet.warehouseId, ...item })));
    return apply(cabinet, updates, context);
  };
}

/** `POST /v3/businesses/{businessId}/offers/stocks/update`: by warehouse of the cabinet. */
export function updateWarehouseStocks(cabinet: Cabinet): SandboxHandler {
  return ({ body }, context) => {
    const { skuItems } = body as { skuItems: { sku: string; partnerWarehouseId: number; count: number; updatedAt?: string }[] };
    return apply(cabinet, skuItems.map(({ partnerWarehouseId, ...item }) => ({ ...item, warehouseId: partnerWarehouseId })), context);
  };
}

function stockPage(cabinet: Cabinet, warehouseId: number, offerIds: readonly string[] | null | undefined, query: Parameters<SandboxHandler>[0]['query']) {
  const wanted = offerIds && new Set(offerIds.map((id) => id.trim()));
  const found = [...stocksOf(cabinet, warehouseId)].filter(([sku]) => !wanted || wanted.has(sku));
  const { items, paging } = wanted ? { items: found, paging: {} } : pageOf(found, query, { max: 500, usual: 100 });
  const offers = items.map(([offerId, { count, updatedAt }]) => ({
    offerId, updatedAt, stocks: [{ type: 'FIT', count }, { type: 'AVAILABLE', count }],
  }));
  return { offers, paging };
}

/** `POST campaigns/{campaignId}/offers/stocks`. */
export function getStocks(cabinet: Cabinet): SandboxHandler {
  return ({ body, query }) => {
    const { offerIds } = (body ?? {}) as { offerIds?: readonly string[] | null };
    const { offers, paging } = stockPage(cabinet, cabinet.warehouseId, offerIds, query);
    return ok({ paging, warehouses: [{ warehouseId: cabinet.warehouseId, offers }] });
  };
}

/** `POST /v3/businesses/{businessId}/offers/stocks`. */
export function getWarehouseStocks(cabinet: Cabinet): SandboxHandler {
  return ({ body, query }) => {
    const { partnerWarehouseId, offerIds } = body as { partnerWarehouseId: number; offerIds?: readonly string[] | null };
    if (partnerWarehouseId !== cabinet.warehouseId) return fail(404, { code: 'NOT_FOUND', message: `Warehouse not found: '${partnerWarehouseId}'` });
    const { offers, paging } = stockPage(cabinet, partnerWarehouseId, offerIds, query);
    return ok({ partnerWarehouseId, offers, paging });
  };
}

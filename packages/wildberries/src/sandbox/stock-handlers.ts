import { json } from '@occwo/core/sandbox';
import type { StockRow } from '../marketplace/stock-calls.js';
import type { RouteHandlers } from './route-handlers.js';
import { gateway, marketplaceError } from './replies.js';

/** Stocks of the seller's warehouses, and who the seller is. */
export const stockHandlers: RouteHandlers = {
  'PUT /api/v3/stocks/{warehouseId}': ({ path, body }, { state, context, refuse }) => {
    const warehouse = state.warehouses.get(Number(path.warehouseId));
    if (!warehouse) return marketplaceError(404, 'NotFound', 'Not found');
    state.settle();
    const { stocks } = body as { stocks: readonly (StockRow & { sku?: string })[] };
    if (stocks.some(({ chrtId, sku }) => chrtId === undefined && sku !== undefined)) {
      return marketplaceError(400, 'SKUUploadDisabled', "Uploading stock is not allowed by 'sku'. Please use the 'chrtId' key");
    }
    const unknown = refuse ? stocks.filter(({ chrtId }) => !state.hasSize(chrtId)) : [];
    if (unknown.length > 0) {
      return json(409, [{ code: 'NotFound', message: 'Not found', data: unknown.map(({ chrtId, amount }) => ({ sku: '', chrtId, amount })) }]);
    }
    for (const { chrtId, amount } of stocks) {
      state.stocks.set(`${warehouse.id}:${chrtId}`, amount);
      context.effect('stock', `${warehouse.id}:${chrtId}`, amount);
    }
    return { status: 204 };
  },
  'POST /api/v3/stocks/{warehouseId}': ({ path, body }, { state }) => {
    if (!state.warehouses.has(Number(path.warehouseId))) return marketplaceError(404, 'NotFound', 'Not found');
    const { chrtIds } = body as { chrtIds: readonly number[] };
    const rows = chrtIds.flatMap((chrtId) => {
      const amount = state.stocks.get(`${path.warehouseId}:${chrtId}`);
      return amount === undefined ? [] : [{ chrtId, amount }];
    });
    return json(200, { stocks: rows });
  },
  'DELETE /api/v3/stocks/{warehouseId}': ({ path, body }, { state, context }) => {
    if (!state.warehouses.has(Number(path.warehouseId))) return marketplaceError(404, 'NotFound', 'Not found');
    for (const chrtId of (body as { chrtIds: readonly number[] }).chrtIds) {
      if (state.stocks.delete(`${path.warehouseId}:${chrtId}`)) context.effect('stock', `${path.warehouseId}:${chrtId}`, null);
    }
    return { status: 204 };
  },
  'GET /ping': () => json(200, { TS: '2026-01-01T00:00:00Z', Status: 'OK' }),
  'GET /api/v1/seller-info': ({ account }) => (account === '' ? gateway(401, 'unauthorized', 'no seller') : json(200, { name: 'Песочница', sid: account, tradeMark: 'Песочница' })),
};

import { json } from '@occwo/core/sandbox';
import type { SandboxContext } from '@occwo/core/sandbox';
import type { UpdateResult } from '../../marketplace/wire.js';
import { sandboxWarehouses } from '../categories.js';
import type { ItemRefusal } from '../price-rules.js';
import { invalid } from '../replies.js';
import type { ShopCard } from '../shop.js';
import { over } from './shop-context.js';
import type { RouteHandlers, ShopContext } from './shop-context.js';

interface StockChange {
  readonly offer_id?: string;
  readonly product_id?: number;
  readonly warehouse_id: number;
  readonly stock: number;
}

const most = 100;

/** Stocks of the seller's warehouses: a pair of product and warehouse once in 30 seconds. */
export function stockHandlers(context: ShopContext): RouteHandlers {
  return {
    'POST /v2/products/stocks': over<{ stocks?: readonly StockChange[] }>(context, ({ stocks = [] }, sandbox) => {
      if (stocks.length === 0 || stocks.length > most) return invalid(`invalid ProductsStocksRequest.Stocks: value must contain between 1 and ${most} items, inclusive`);
      return json(200, { result: stocks.map((change) => setStock(change, context, sandbox)) });
    }),
  };
}

function setStock(change: StockChange, context: ShopContext, sandbox: SandboxContext): UpdateResult {
  const { warehouse_id, stock } = change;
  const card = context.shop.find(change);
  const now = sandbox.clock.monotonic();
  const refusal = card ? context.refuse && refusalOf(change, card, now, context.stockPauseMs) : notFound;
  const line = { warehouse_id, product_id: card?.productId ?? 0, offer_id: card?.offerId ?? change.offer_id ?? '' };
  if (!card || refusal) return { ...line, updated: false, errors: refusal ? [refusal] : [] };
  card.stocks.set(Number(warehouse_id), stock);
  card.stockChanges.set(Number(warehouse_id), now);
  sandbox.effect('stock', card.offerId, { warehouseId: warehouse_id, stock });
  return { ...line, updated: true, errors: [] };
}

const notFound: ItemRefusal = { code: 'NOT_FOUND_ERROR', message: 'Товар не найден в личном кабинете' };

function refusalOf({ warehouse_id, stock }: StockChange, card: ShopCard, now: number, pauseMs: number): ItemRefusal | undefined {
  if (!sandboxWarehouses.some(({ warehouseId }) => warehouseId === Number(warehouse_id))) {
    return { code: 'WAREHOUSE_NOT_FOUND', message: `warehouse has wrong id: ${warehouse_id}` };
  }
  if (card.archived) return { code: 'PRODUCT_IS_ARCHIVED', message: 'Товар в архиве' };
  if (stock >= 1_000_000) return { code: 'STOCK_TOO_BIG', message: 'Слишком большое значение остатка' };
  if (stock < 0) return { code: 'INVALID_ARGUMENT', message: 'Остаток не может быть отрицательным' };
  const last = card.stockChanges.get(Number(warehouse_id));
  if (last !== undefined && now - last < pauseMs) return { code: 'TOO_MANY_REQUESTS', message: 'Stock is updated too frequently' };
  return undefined;
}

import { stocksOf } from '../cabinet.js';
import type { Cabinet } from '../cabinet.js';
import type { Sheet } from './sheet.js';

const prices = (cabinet: Cabinet): Sheet => ({
  name: 'goods_prices',
  columns: ['offerId', 'price', 'discountBase', 'currency'],
  rows: [...cabinet.prices].map(([offerId, { value, discountBase, currencyId }]) => [offerId, value, discountBase ?? '', currencyId]),
});

const stocks = (cabinet: Cabinet): Sheet => ({
  name: 'stocks',
  columns: ['offerId', 'warehouseId', 'count'],
  rows: [...stocksOf(cabinet, cabinet.warehouseId)].map(([offerId, { count }]) => [offerId, cabinet.warehouseId, count]),
});

/** Reports that the sandbox has something to say in. In all others it has no data: it knows no orders, sales or reviews. */
const sheets: Readonly<Record<string, (cabinet: Cabinet) => Sheet>> = {
  'POST /v2/reports/goods-prices/generate': prices,
  'POST /v2/reports/stocks-on-warehouses/generate': stocks,
  'POST /v3/businesses/{businessId}/reports/stocks/generate': stocks,
};

/** The sheet of a report; nothing where there is no data for it. */
export function sheetOf(route: string, cabinet: Cabinet): Sheet | undefined {
  const sheet = sheets[route]?.(cabinet);
  return sheet && sheet.rows.length > 0 ? sheet : undefined;
}

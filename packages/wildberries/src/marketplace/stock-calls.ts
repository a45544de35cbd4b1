import type { CallOptions } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';

/** A size and how many pieces of it lie in a warehouse. */
export interface StockRow {
  readonly chrtId: number;
  readonly amount: number;
}

export interface SellerWarehouse {
  readonly id: number;
  readonly name: string;
  readonly isDeleting?: boolean;
}

/** What the stock flow asks of the marketplace API. */
export interface StockCalls {
  set(warehouseId: number, stocks: readonly StockRow[]): Promise<void>;
  warehouses(): Promise<readonly SellerWarehouse[]>;
}

export function stockCalls(client: WildberriesClient, options: CallOptions = {}): StockCalls {
  return {
    async set(warehouseId, stocks) {
      await client.request('PUT /api/v3/stocks/{warehouseId}', { path: { warehouseId }, body: { stocks: [...stocks] } }, options);
    },
    async warehouses() {
      return (await client.request('GET /api/v3/warehouses', {}, options)) as readonly SellerWarehouse[];
    },
  };
}

import type { CallOptions } from '@occwo/core';
import type { WildberriesClient } from '../client/create-wildberries.js';
import type { PriceFields } from './price-fields.js';

export interface Good extends PriceFields {
  readonly nmID: number;
}

/** How far an upload of prices is. 3 done, 4 cancelled, 5 done with errors in goods, 6 all goods in error. */
export interface PriceTask {
  readonly uploadID: number;
  readonly status: number;
}

/** One good of an upload. Status 2 is done, 3 is refused. */
export interface PricedGood {
  readonly nmID: number;
  readonly status: number;
  readonly errorText?: string | null;
}

/** What the price flow asks of the prices API. */
export interface PriceCalls {
  /** Starts an upload, or finds the identical one that is there (208). */
  upload(goods: readonly Good[]): Promise<number>;
  /** Undefined while the upload waits to be worked off. */
  task(uploadID: number): Promise<PriceTask | undefined>;
  goods(uploadID: number): Promise<readonly PricedGood[]>;
  /** Prices in force, for those of the goods that are there. */
  inForce(nmIDs: readonly number[]): Promise<readonly Good[]>;
}

const page = 1000;

export function priceCalls(client: WildberriesClient, options: CallOptions = {}): PriceCalls {
  return {
    async upload(goods) {
      const reply = await client.request('POST /api/v2/upload/task', { body: { data: [...goods] } }, options);
      return (reply as { data: { id: number } }).data.id;
    },
    async task(uploadID) {
      const reply = await client.request('GET /api/v2/history/tasks', { query: { uploadID } }, options);
      return (reply as { data?: PriceTask | null } | null)?.data ?? undefined;
    },
    async goods(uploadID) {
      const all: PricedGood[] = [];
      for (let offset = 0; ; offset += page) {
        const reply = await client.request('GET /api/v2/history/goods/task', { query: { uploadID, limit: page, offset } }, options);
        const found = (reply as { data?: { historyGoods?: readonly PricedGood[] | null } | null }).data?.historyGoods ?? [];
        all.push(...found);
        if (found.length < page) return all;
      }
    },
    async inForce(nmIDs) {
      const reply = await client.request('POST /api/v2/list/goods/filter', { body: { nmList: [...nmIDs] } }, options);
      const list = (reply as { data?: { listGoods?: readonly ListedGood[] | null } | null }).data?.listGoods ?? [];
      return list.map(({ nmID, discount, sizes }) => ({ nmID, discount: discount ?? 0, price: sizes?.[0]?.price ?? 0 }));
    },
  };
}

interface ListedGood {
  readonly nmID: number;
  readonly discount?: number;
  readonly sizes?: readonly { readonly price: number }[];
}

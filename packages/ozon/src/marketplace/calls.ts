import type { CallOptions } from '@occwo/core';
import type { OzonCategory } from './mapping.js';
import { cardState, quotasOf } from './read-replies.js';
import type { CardReply, QuotaReply } from './read-replies.js';
import type { CardState, CategoryAttribute, ImportItem, ImportStatus, PriceItem, Quotas, StockItem, UpdateResult, Warehouse } from './wire.js';

/** The one thing that the port needs of an Ozon client. */
export interface OzonRequester {
  request(route: `POST /${string}`, parameters?: { readonly body?: unknown }, options?: CallOptions): Promise<unknown>;
}

/** The operations that the port is made of, their replies cut down to what it uses. */
export interface OzonCalls {
  /** Starts an import of up to 100 cards; the number of the task. */
  importProducts(items: readonly ImportItem[], signal?: AbortSignal): Promise<number | string>;
  importStatus(taskId: number | string, signal?: AbortSignal): Promise<readonly ImportStatus[]>;
  /** The cards of up to 1000 articles; one that has none is left out. */
  cards(offerIds: readonly string[], signal?: AbortSignal): Promise<readonly CardState[]>;
  /** What the account may import. */
  quotas(signal?: AbortSignal): Promise<Quotas>;
  /** Up to 1000 prices. */
  setPrices(prices: readonly PriceItem[], signal?: AbortSignal): Promise<readonly UpdateResult[]>;
  /** Up to 100 pairs of product and warehouse. */
  setStocks(stocks: readonly StockItem[], signal?: AbortSignal): Promise<readonly UpdateResult[]>;
  attributes(category: OzonCategory): Promise<readonly CategoryAttribute[]>;
  /** Dictionary values that look like `value` (two characters at least). */
  dictionaryValues(category: OzonCategory, attributeId: number, value: string): Promise<readonly { id: number; value: string }[]>;
  /** Warehouses that are not archived, 200 at most. */
  warehouses(): Promise<readonly Warehouse[]>;
}

const categoryFields = ({ descriptionCategoryId, typeId }: OzonCategory) => ({ description_category_id: descriptionCategoryId, type_id: typeId });

/** Binds the calls to a client. */
export function ozonCalls(client: OzonRequester): OzonCalls {
  const post = async <Reply>(path: string, body: unknown, signal?: AbortSignal) =>
    (await client.request(`POST ${path}` as `POST /${string}`, { body }, signal && { signal })) as Partial<Reply>;

  return {
    async importProducts(items, signal) {
      const { result } = await post<{ result: { task_id: number | string } }>('/v3/product/import', { items }, signal);
      return result?.task_id ?? 0;
    },
    async importStatus(taskId, signal) {
      const { result } = await post<{ result: { items?: ImportStatus[] } }>('/v1/product/import/info', { task_id: taskId }, signal);
      return result?.items ?? [];
    },
    async cards(offerIds, signal) {
      return ((await post<{ items: CardReply[] }>('/v3/product/info/list', { offer_id: offerIds }, signal)).items ?? []).flatMap(cardState);
    },
    async quotas(signal) {
      return quotasOf(await post<QuotaReply>('/v4/product/info/limit', {}, signal));
    },
    async setPrices(prices, signal) {
      return (await post<{ result: UpdateResult[] }>('/v1/product/import/prices', { prices }, signal)).result ?? [];
    },
    async setStocks(stocks, signal) {
      return (await post<{ result: UpdateResult[] }>('/v2/products/stocks', { stocks }, signal)).result ?? [];
    },
    async attributes(category) {
      const { result } = await post<{ result: { id: number; name: string; dictionary_id?: number | null }[] }>(
        '/v1/description-category/attribute', categoryFields(category),
      );
      return (result ?? []).map(({ id, name, dictionary_id }) => ({ id, name, dictionaryId: dictionary_id ?? 0 }));
    },
    async dictionaryValues(category, attributeId, value) {
      const body = { ...categoryFields(category), attribute_id: attributeId, value, limit: 100 };
      const { result } = await post<{ result: { id: number; value: string }[] }>('/v1/description-category/attribute/values/search', body);
      return result ?? [];
    },
    async warehouses() {
      const { warehouses } = await post<{ warehouses: { warehouse_id: number; name: string; status?: string }[] }>('/v2/warehouse/list', { limit: 200 });
      return (warehouses ?? []).filter(({ status }) => status !== 'archived').map(({ warehouse_id, name }) => ({ id: warehouse_id, name }));
    },
  };
}

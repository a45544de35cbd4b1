/** What goes to and comes from the operations that the port uses, as far as it uses them. Fields are named as on the wire. */

export interface ImportAttribute {
  readonly id: number;
  readonly complex_id: number;
  readonly values: readonly { readonly dictionary_value_id?: number; readonly value?: string }[];
}

/** A card as `POST /v3/product/import` takes it. Sizes are millimetres, weight is grams, prices are decimal text. */
export interface ImportItem {
  readonly offer_id: string;
  readonly name: string;
  readonly description_category_id: number;
  readonly type_id: number;
  readonly price: string;
  readonly old_price: string;
  readonly currency_code: string;
  readonly vat?: string;
  readonly barcode?: string;
  readonly primary_image?: string;
  readonly images?: readonly string[];
  readonly depth?: number;
  readonly width?: number;
  readonly height?: number;
  readonly dimension_unit?: string;
  readonly weight?: number;
  readonly weight_unit?: string;
  readonly attributes: readonly ImportAttribute[];
}

/** What Ozon says against an item. `level` is `error`, `warning` or, in newer replies, `ERROR_LEVEL_…`. */
export interface ItemError {
  readonly code?: string | null;
  readonly message?: string | null;
  readonly description?: string | null;
  readonly level?: string | null;
  readonly field?: string | null;
  readonly attribute_name?: string | null;
}

/** One line of `POST /v1/product/import/info`. */
export interface ImportStatus {
  readonly offer_id?: string | null;
  readonly product_id?: number | string | null;
  /** `pending`, `imported`, `failed`, `skipped` (nothing to change). */
  readonly status?: string | null;
  readonly errors?: readonly ItemError[] | null;
}

/** One line of `POST /v3/product/info/list`. */
export interface CardState {
  readonly offerId: string;
  readonly productId: string | undefined;
  /** Milliseconds since 1970. */
  readonly updatedAt: number | undefined;
  readonly errors: readonly ItemError[];
}

/** A quota of one day, as `POST /v4/product/info/limit` tells it. */
export interface DayQuota {
  readonly limit: number;
  readonly usage: number;
  /** When it starts anew, milliseconds since 1970. */
  readonly resetAt: number | undefined;
}

/** What an account may import; what is missing has no limit, as far as Ozon tells. */
export interface Quotas {
  readonly create?: DayQuota;
  readonly update?: DayQuota;
  readonly perMinute?: number;
}

/** A price as `POST /v1/product/import/prices` takes it. */
export interface PriceItem {
  readonly offer_id: string;
  readonly price: string;
  readonly old_price: string;
  readonly min_price?: string;
  readonly currency_code: string;
}

/** A stock as `POST /v2/products/stocks` takes it. */
export interface StockItem {
  readonly offer_id: string;
  readonly warehouse_id: number;
  readonly stock: number;
}

/** One line of the answers about prices and stocks. */
export interface UpdateResult {
  readonly offer_id?: string | null;
  readonly product_id?: number | string | null;
  readonly warehouse_id?: number | string | null;
  readonly updated?: boolean | null;
  readonly errors?: readonly ItemError[] | null;
}

/** One line of `POST /v1/description-category/attribute`. */
export interface CategoryAttribute {
  readonly id: number;
  readonly name: string;
  readonly dictionaryId: number;
}

export interface Warehouse {
  readonly id: number;
  readonly name: string;
}

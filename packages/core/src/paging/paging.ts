/** Where the cursor, page number or offset goes in the request: a dotted path in the body, or a query name with `?` before it. */
export type RequestPlace = string;

/** How an operation pages, as data. Paths are dotted (`result.last_id`); an empty path is the reply itself. */
export interface Paging {
  /**
   * - `cursor`: the reply gives the next cursor.
   * - `last-item`: the next cursor is taken from the last item of the page.
   * - `offset`: skip so many.
   * - `page`: page numbers.
   * - `limit-only`: one page, as large as asked.
   */
  readonly style: 'cursor' | 'last-item' | 'offset' | 'page' | 'limit-only';
  /** Where the items of a page are in the reply. */
  readonly items: string;
  /** For `cursor` and `last-item`: pairs of source path (in the reply, or in the last item) and request place. */
  readonly next?: readonly (readonly [from: string, to: RequestPlace])[];
  /** For `offset` and `page`: where the number goes. */
  readonly at?: RequestPlace;
  /** The first page's number or cursor. Default: 0 for `offset`, 1 for `page`, nothing for cursors. */
  readonly start?: number | string;
  /** Where the page size goes, its greatest value, and what we ask for when the caller says nothing. */
  readonly size?: { readonly at: RequestPlace; readonly max?: number; readonly default?: number };
  /**
   * How the last page is known.
   * - `has-next`: a flag at `endAt` is false (an empty page ends it too: Ozon was seen to say true and send nothing).
   * - `empty-cursor`: no next cursor, or an empty page. `no-cursor`: no next cursor; an empty page that names one is not the last. `short-page`: fewer items than asked. `empty-page`: no items, or 204.
   * - `total`: as many items as `endAt` says. `page-count`: the number of pages stands at `endAt`.
   */
  readonly end: 'has-next' | 'empty-cursor' | 'no-cursor' | 'short-page' | 'empty-page' | 'total' | 'page-count';
  readonly endAt?: string;
}

/** Paging by operation name (`products.list`). */
export type PagingTable = Readonly<Record<string, Paging>>;

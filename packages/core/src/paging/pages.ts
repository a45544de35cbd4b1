/** What an `…All` method gives: iterate over items, over pages, or gather them. */
export interface Pages<Item, Page = unknown> extends AsyncIterable<Item> {
  /** Whole replies, one a page. */
  pages(): AsyncIterable<Page>;
  /** Gathers items; stops after `max`. */
  toArray(options?: { readonly max?: number }): Promise<Item[]>;
  /** Where the next page starts, to hand to `cursor` of a later run; undefined before the first page and after the last. */
  readonly cursor: string | undefined;
}

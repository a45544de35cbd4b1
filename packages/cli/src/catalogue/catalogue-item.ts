import type { Product, Reason } from '@occwo/core';

/** A row or an offer that is no product: it is reported as rejected and never sent. */
export interface CatalogueProblem {
  /** Line in the file, from 1. */
  readonly line: number;
  /** The article, where it could be read. */
  readonly sku?: string;
  readonly reasons: readonly Reason[];
}

/** What reading a catalogue gives, in the order of the file: nothing is lost, and nothing stops the reading but a broken file. */
export type CatalogueItem =
  | { readonly type: 'product'; readonly product: Product; readonly line: number }
  | { readonly type: 'problem'; readonly problem: CatalogueProblem };

export type CatalogueFormat = 'yml' | 'csv' | 'jsonl';

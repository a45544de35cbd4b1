import type { ExternalIds, Product, PublishStep, Reason } from '@occwo/core';

/** `skipped`: left out by our own checks (`--only-valid`), so nothing of it was sent. */
export type ItemOutcome = 'accepted' | 'rejected' | 'unknown' | 'skipped';

/** One line of the report: how one item ended on one marketplace. */
export interface ItemLine {
  /** Missing where the article itself could not be read. */
  readonly sku?: string;
  readonly marketplace: string;
  readonly outcome: ItemOutcome;
  /** The step that the item reached; `read` and `check` are on our side, before anything is sent. */
  readonly step: PublishStep | 'read' | 'check';
  readonly reasons: readonly Reason[];
  readonly warnings?: readonly Reason[];
  readonly externalIds?: ExternalIds;
  /** Nothing of it was sent: by the ledger, the marketplace has (or refused) exactly this already. */
  readonly unchanged?: true;
  /** Where the item stands in the catalogue, from 1. */
  readonly line?: number;
}

/** A line with the product it is about, for `--rejected`. */
export interface SettledItem {
  readonly line: ItemLine;
  readonly product?: Product;
}

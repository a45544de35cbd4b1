import type { Reason } from '../bulk/bulk-event.js';
import type { ExternalIds } from './marketplace.js';

/** The three things that a publication does, in this order. */
export type PublishStep = 'catalog' | 'prices' | 'stocks';

/** How one item ended: the last step it reached, and what was said there. */
export interface PublishOutcome {
  readonly type: 'outcome';
  readonly sku: string;
  readonly outcome: 'accepted' | 'rejected' | 'unknown';
  readonly step: PublishStep;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly externalIds: ExternalIds;
  /** Nothing of it was sent in this run: by the ledger, the marketplace has (or refused) exactly this already. */
  readonly unchanged?: true;
}

export type PublishEvent =
  | PublishOutcome
  | { readonly type: 'progress'; readonly step: PublishStep; readonly read: number; readonly accepted: number; readonly rejected: number; readonly unknown: number }
  | { readonly type: 'paused'; readonly step: PublishStep; readonly reason: string; readonly milliseconds: number };

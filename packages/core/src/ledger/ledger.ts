import type { Reason } from '../bulk/bulk-event.js';
import type { ExternalIds } from '../marketplace/marketplace.js';

/** What an entry is about: the card of an SKU, its price, or its stock in one warehouse. */
export type LedgerKind = 'product' | 'price' | 'stock';

/**
 * - `accepted`: the marketplace has what was last sent.
 * - `rejected`: it refused what was last sent; what it accepted before, if anything, still stands in `accepted`.
 * - `pending`: something was sent, or was about to be, and nobody knows yet what came of it.
 */
export type LedgerStatus = 'accepted' | 'rejected' | 'pending';

/** One kind of thing of one seller's account. */
export interface LedgerScope {
  /** Whatever tells one account from another, also across marketplaces: `ozon:1234567`. */
  readonly account: string;
  readonly kind: LedgerKind;
}

export interface LedgerKey {
  readonly sku: string;
  /** Of a stock: the seller's own name of the warehouse. */
  readonly warehouse?: string;
}

/** What is known of one SKU at one account. Times are milliseconds since 1970 (UTC). */
export interface LedgerEntry extends LedgerScope, LedgerKey {
  readonly status: LedgerStatus;
  /** What the marketplace accepted last, by its hash. */
  readonly accepted?: { readonly hash: string; readonly at: number };
  /** The marketplace's own ids of it. */
  readonly externalIds: ExternalIds;
  /** What was sent and has no outcome yet: by which run, when, and the marketplace's task where it gave one. */
  readonly pending?: { readonly hash: string; readonly run: string; readonly at: number; readonly task?: string };
  /** Why the last attempt failed, or why nobody knows. With a `hash`, exactly that content was refused for good; without, it is worth another try. */
  readonly error?: { readonly reasons: readonly Reason[]; readonly at: number; readonly hash?: string };
  readonly updatedAt: number;
}

/** Who writes, and when. A later run takes pending items over; what an earlier one says of them afterwards is ignored. */
export interface LedgerRun {
  readonly id: string;
  /** Milliseconds since 1970 (UTC). */
  readonly at: number;
}

/** Something is about to be sent. */
export interface LedgerIntent extends LedgerKey {
  readonly hash: string;
}

/** What became of something that was sent. */
export type LedgerOutcome = LedgerKey &
  (
    | { readonly type: 'accepted'; readonly hash: string; readonly externalIds?: ExternalIds | undefined }
    /** With a hash the refusal is final for that content. */
    | { readonly type: 'rejected'; readonly reasons: readonly Reason[]; readonly hash?: string | undefined }
    | { readonly type: 'unknown'; readonly reasons: readonly Reason[]; readonly hash: string }
  );

/** Which entries; what is left out does not matter. */
export interface LedgerFilter {
  readonly account?: string | undefined;
  readonly kind?: LedgerKind | undefined;
  readonly status?: LedgerStatus | undefined;
  /** One SKU, of all accounts and kinds that fit. */
  readonly sku?: string | undefined;
}

export interface LedgerQuery extends LedgerFilter {
  /** Entries a page. Default: 1000, which is also the most. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface LedgerPage {
  readonly entries: readonly LedgerEntry[];
  /** Missing on the last page. */
  readonly next?: string;
}

export interface LedgerCount extends LedgerScope {
  readonly status: LedgerStatus;
  readonly entries: number;
}

export interface LedgerPruning extends LedgerFilter {
  /** Only entries that nothing was written to since then, milliseconds since 1970 (UTC). */
  readonly before: number;
}

/**
 * What each account has of ours: the hash of what was last accepted, the marketplace's ids, what is pending, the last error. Every
 * method takes thousands of SKUs a call. `memoryLedger()` forgets with its process; `sqlLedger` of `@occwo/saga/ledger` does not.
 */
export interface Ledger {
  /** All entries of these SKUs (of a stock: one a warehouse), in no order. */
  read(scope: LedgerScope, skus: readonly string[]): Promise<readonly LedgerEntry[]>;
  /** Notes what is about to be sent, before it is. Takes over what an earlier run left pending. */
  begin(scope: LedgerScope, intents: readonly LedgerIntent[], run: LedgerRun): Promise<void>;
  /** Notes the marketplace's number of the task that works on what this run sent. */
  noteTask(scope: LedgerScope, keys: readonly LedgerKey[], task: string, run: LedgerRun): Promise<void>;
  /** Notes what became of it. An entry that another run has pending is left as it is. */
  settle(scope: LedgerScope, outcomes: readonly LedgerOutcome[], run: LedgerRun): Promise<void>;
  /** Entries by account, kind, SKU and warehouse, a page at a time. */
  list(query?: LedgerQuery): Promise<LedgerPage>;
  /** How many entries there are, by account, kind and status. */
  count(filter?: LedgerFilter): Promise<readonly LedgerCount[]>;
  /** Forgets entries, but never one that is pending. What is forgotten is sent again by the next run. Answers how many it were. */
  prune(which: LedgerPruning): Promise<number>;
}

import type { Marketplace, Product, Reason } from '@occwo/core';

/** A marketplace to publish on. */
export interface Target {
  readonly marketplace: Marketplace;
  /** The seller's account, as a ledger names it: `ozon:1234567`. */
  readonly account: string;
  /** Asks for something harmless before anything is written; throws where the credentials are refused. */
  check(): Promise<void>;
  /** What our own checks hold against a product; nothing where it may be sent. Used by `--only-valid`. */
  faults(product: Product): readonly Reason[];
}

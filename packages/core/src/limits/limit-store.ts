import type { ShareAnswer, ShareOffer } from './share-exchange.js';

/** Where processes of one account exchange their shares. `@occwo/saga` has one on PostgreSQL and on an SQLite file. */
export interface LimitStore {
  /**
   * One turn at each of the limits, in one transaction, one after another with other processes. Answers in the order
   * of the offers; times are milliseconds from now (0: at once).
   */
  exchange(worker: string, offers: readonly ShareOffer[], leaseMs: number): Promise<readonly ShareAnswer[]>;
}

import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import { systemRandom } from '../time/random.js';
import type { Random } from '../time/random.js';
import type { Ledger } from './ledger.js';
import type { MoveRules } from './next-move.js';

/** How a run uses a ledger. */
export interface LedgerUse {
  readonly ledger: Ledger;
  /** Names the seller's account in the ledger, different for each marketplace: `ozon:1234567`. Runs on one account go one after the other. */
  readonly account: string;
  /** Sends again what the marketplace refused, also where it has not changed. Default: only what has changed, or was refused for circumstances. */
  readonly retryRejected?: boolean;
  /** Sends everything, whatever the ledger says; what is pending is asked for first all the same. Default: only what has changed. */
  readonly force?: boolean;
  /**
   * For cards that an earlier run left pending: as long after they were sent they may still show up at the marketplace, milliseconds.
   * Until then they are asked for again and again, then sent again, unless the marketplace says that it is at work on them. Default: 60 000.
   */
  readonly settleMs?: number;
  readonly clock?: Clock;
  /** Makes the name of the run. */
  readonly random?: Random;
}

/** A ledger opened for one run. */
export interface LedgerSession {
  readonly ledger: Ledger;
  readonly account: string;
  readonly run: string;
  readonly clock: Clock;
  readonly rules: MoveRules;
  /** The monotonic time by which everything pending has had its time, however far the wall clocks are apart. */
  readonly patientUntil: number;
  readonly settleMs: number;
}

export function ledgerSession({ ledger, account, retryRejected = false, force = false, settleMs = 60_000, clock = systemClock, random = systemRandom }: LedgerUse): LedgerSession {
  const run = Array.from({ length: 2 }, () => Math.floor(random() * 2 ** 48).toString(36).padStart(10, '0')).join('');
  return { ledger, account, run, clock, settleMs, patientUntil: clock.monotonic() + settleMs, rules: { force, retryRejected } };
}

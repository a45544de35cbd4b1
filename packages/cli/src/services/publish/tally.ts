import type { ItemLine, ItemOutcome } from './item-line.js';

/** How often a marketplace (or our own check) gave one reason, with one example of it. */
export interface ReasonCount {
  readonly outcome: Exclude<ItemOutcome, 'accepted'>;
  readonly code: string;
  readonly count: number;
  readonly message: string;
  readonly sku?: string;
}

export interface Totals {
  /** Items of the catalogue that were read, rows that are no product included. */
  readonly read: number;
  /** Items that were handed to the marketplace. */
  readonly sent: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly skipped: number;
  /** With a ledger: accepted or rejected ones of which nothing was sent, because nothing has changed. */
  readonly unchanged?: number;
}

/** Counts outcomes and reasons. An item with several reasons counts under its first: so the reasons add up to the items. */
export class Tally {
  #read = 0;
  #sent = 0;
  #unchanged = 0;
  readonly #outcomes: Record<ItemOutcome, number> = { accepted: 0, rejected: 0, unknown: 0, skipped: 0 };
  readonly #reasons = new Map<string, ReasonCount>();

  constructor(private readonly withLedger = false) {}

  read(): void {
    this.#read += 1;
  }

  sent(): void {
    this.#sent += 1;
  }

  settle({ outcome, reasons, sku, unchanged }: ItemLine): void {
    this.#outcomes[outcome] += 1;
    if (unchanged) this.#unchanged += 1;
    if (outcome === 'accepted') return;
    const [{ code, message } = { code: 'occwo.no-reason', message: '' }] = reasons;
    const key = `${outcome} ${code}`;
    const known = this.#reasons.get(key) ?? { outcome, code, count: 0, message, ...(sku !== undefined && { sku }) };
    this.#reasons.set(key, { ...known, count: known.count + 1 });
  }

  get totals(): Totals {
    return { read: this.#read, sent: this.#sent - this.#unchanged, ...this.#outcomes, ...(this.withLedger && { unchanged: this.#unchanged }) };
  }

  /** The commonest first, then by code, so that two runs print the same. */
  get reasons(): readonly ReasonCount[] {
    return [...this.#reasons.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  }
}

/** Whether every item that was read has exactly one outcome. */
export function addsUp({ read, accepted, rejected, unknown, skipped }: Totals): boolean {
  return accepted + rejected + unknown + skipped === read;
}

import type { OutcomeEvent, Reason } from '../bulk/bulk-event.js';
import type { ExternalIds } from '../marketplace/marketplace.js';
import type { LedgerEntry, LedgerKey, LedgerOutcome } from './ledger.js';

/** An item on its way through a run: its key, the hash of what is sent for it, and the ids that are known of it. */
export interface Line<Item> {
  readonly item: Item;
  readonly key: LedgerKey;
  readonly hash: string;
  readonly externalIds: ExternalIds;
  /** What the ledger had of it when it was read. */
  readonly entry: LedgerEntry | undefined;
}

/** What a ledger keeps of an outcome. A refusal is final where it is the marketplace's and about the item itself. */
export function ledgerOutcome(line: Pick<Line<unknown>, 'key' | 'hash' | 'externalIds'>, event: OutcomeEvent): LedgerOutcome {
  const { key, hash } = line;
  if (event.type === 'accepted') return { ...key, type: 'accepted', hash, externalIds: { ...line.externalIds, ...event.externalIds } };
  if (event.type === 'unknown') return { ...key, type: 'unknown', hash, reasons: [event.reason] };
  return { ...key, type: 'rejected', reasons: event.reasons, ...(isFinal(event.reasons) && { hash }) };
}

/** Our own checks cost nothing to repeat, and what they look at (mapping, directories) changes without the item. */
export const isFinal = (reasons: readonly Reason[]): boolean => reasons.every(({ code, temporary }) => temporary !== true && !code.startsWith('occwo.'));

interface Rows<Item> {
  readonly lines: Line<Item>[];
  readonly told: OutcomeEvent[];
}

/** Lines that were handed to a port and have no outcome yet. */
export class OpenLines<Item> {
  readonly #bySku = new Map<string, Rows<Item>>();
  readonly #byItem = new Map<unknown, Line<Item>>();

  add(line: Line<Item>): void {
    const rows = this.#bySku.get(line.key.sku);
    if (rows) rows.lines.push(line);
    else this.#bySku.set(line.key.sku, { lines: [line], told: [] });
    this.#byItem.set(line.item, line);
  }

  /** The line of an item, by its identity. */
  of(item: unknown): Line<Item> | undefined {
    return this.#byItem.get(item);
  }

  /** The lines of an SKU. */
  ofSku(sku: string): readonly Line<Item>[] {
    return this.#bySku.get(sku)?.lines ?? [];
  }

  /**
   * The lines that an outcome settles, with the outcome that holds for them. Outcomes do not name a warehouse: rows of one SKU
   * that are under way together are settled together, and where one of them failed none counts as accepted.
   */
  close(event: OutcomeEvent): { readonly lines: readonly Line<Item>[]; readonly event: OutcomeEvent } | undefined {
    const rows = this.#bySku.get(event.sku);
    if (!rows) return undefined;
    rows.told.push(event);
    if (rows.told.length < rows.lines.length) return undefined;
    this.#bySku.delete(event.sku);
    for (const { item } of rows.lines) this.#byItem.delete(item);
    return { lines: rows.lines, event: together(rows.told) };
  }
}

function together(told: readonly OutcomeEvent[]): OutcomeEvent {
  const worst = told.find(({ type }) => type === 'unknown') ?? told.find(({ type }) => type === 'rejected');
  const [first] = told as [OutcomeEvent];
  if (!worst) return first;
  // Rows that ended differently: which is which is not known, so the refusal must not be kept against all of them.
  if (worst.type !== 'rejected' || told.every(({ type }) => type === 'rejected')) return worst;
  return { ...worst, reasons: worst.reasons.map((reason) => ({ ...reason, temporary: true })) };
}

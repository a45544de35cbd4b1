import type { LedgerEntry, LedgerKey, LedgerScope } from './ledger.js';

/** The most entries of a page. */
export const longestPage = 1000;

/** A key as text, for maps. */
export const keyText = ({ sku, warehouse = '' }: LedgerKey): string => `${sku}\u0000${warehouse}`;

type Place = LedgerScope & LedgerKey;

const partsOf = ({ account, kind, sku, warehouse = '' }: Place): readonly [string, string, string, string] => [account, kind, sku, warehouse];

/** The order of a list: account, kind, SKU, warehouse. */
export function inOrder(left: Place, right: Place): number {
  const others = partsOf(right);
  for (const [index, part] of partsOf(left).entries()) {
    const other = others[index] as string;
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/** Where a page ended, as opaque text. */
export function cursorOf(entry: LedgerEntry): string {
  return Buffer.from(JSON.stringify(partsOf(entry))).toString('base64url');
}

/** Reads a cursor back. Throws a RangeError if it is none. */
export function readCursor(cursor: string): readonly [account: string, kind: string, sku: string, warehouse: string] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(parts) && parts.length === 4 && parts.every((part) => typeof part === 'string')) {
      return parts as unknown as [string, string, string, string];
    }
  } catch {
    // Told below, as any other text that is no cursor.
  }
  throw new RangeError('"after" must be the "next" of an earlier page');
}

/** Pages are never longer than {@link longestPage}. */
export const pageLimit = (limit = longestPage): number => Math.max(1, Math.min(Math.floor(limit), longestPage));

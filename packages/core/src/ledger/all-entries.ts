import type { Ledger, LedgerEntry, LedgerFilter } from './ledger.js';

/**
 * Every entry that fits, page by page, whatever their number: what the marketplaces have of yours.
 *
 * @example
 * for await (const { sku, error } of allEntries(memoryLedger(), { account: 'ozon:1234567', status: 'rejected' })) console.log(sku, error?.reasons);
 */
export async function* allEntries(ledger: Ledger, filter: LedgerFilter = {}): AsyncGenerator<LedgerEntry> {
  let after: string | undefined;
  do {
    const page = await ledger.list({ ...filter, after });
    yield* page.entries;
    after = page.next;
  } while (after !== undefined);
}

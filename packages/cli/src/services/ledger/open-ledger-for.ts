import { existsSync } from 'node:fs';
import type { Ledger } from '@occwo/core/ledger';
import type { LedgerChoice } from '../publish/publish-to.js';
import type { DatabaseAddress } from '../saga/database-address.js';
import { openLedger } from './open-ledger.js';

interface Wishes {
  readonly retryRejected?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly settleMs?: number | undefined;
}

/** The ledger of a publish; of a dry run one that is read and never written. */
export async function openLedgerFor(
  { retryRejected = false, force = false, settleMs }: Wishes, address: DatabaseAddress | undefined, isDryRun: boolean,
): Promise<{ readonly choice: LedgerChoice; close(): Promise<void> } | undefined> {
  // A dry run makes no file: of a ledger that is not there it has nothing to read.
  if (!address || (isDryRun && address.isFile && !existsSync(address.url))) return undefined;
  const { ledger, close } = await openLedger(address, { mustExist: false });
  const choice = { ledger: isDryRun ? readOnly(ledger) : ledger, retryRejected, force, ...(settleMs !== undefined && { settleMs }) };
  // Nobody is there to be asked for what is pending: it is shown as what would be sent.
  return { choice: isDryRun ? { ...choice, settleMs: 0 } : choice, close };
}

function readOnly(ledger: Ledger): Ledger {
  const ignore = async () => {};
  return { ...ledger, begin: ignore, noteTask: ignore, settle: ignore };
}

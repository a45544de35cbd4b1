import { existsSync } from 'node:fs';
import type { Ledger } from '@occwo/core/ledger';
import { CliError } from '../../errors/cli-error.js';
import type { DatabaseAddress } from '../saga/database-address.js';

export interface OpenLedger {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Opens the ledger of a database. A file that is not there is made, unless it must exist. */
export async function openLedger({ url, label, isFile }: DatabaseAddress, { mustExist }: { readonly mustExist: boolean }): Promise<OpenLedger> {
  if (mustExist && isFile && !existsSync(url)) throw new CliError('usage', 'ledger.missing', { file: label });
  const [{ openDatabase }, { sqlLedger }] = await Promise.all([import('@occwo/saga'), import('@occwo/saga/ledger')]);
  try {
    const database = await openDatabase(url);
    return { ledger: sqlLedger(database), close: () => database.close() };
  } catch (cause) {
    throw new CliError('input', 'ledger.failed', { ledger: label, reason: cause instanceof Error ? cause.message.replaceAll(url, label) : String(cause) }, cause);
  }
}

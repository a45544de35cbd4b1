import path from 'node:path';
import type { LoadedConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';
import { addressOf } from '../saga/database-address.js';
import type { DatabaseAddress } from '../saga/database-address.js';

interface LedgerWorld {
  readonly ledger?: string | undefined;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where the ledger is: by the flag, else OCCWO_LEDGER, else the config (whose files are beside it). Undefined where nothing names one. */
export function ledgerAddress({ ledger, folder, environment }: LedgerWorld, config: LoadedConfig | undefined): DatabaseAddress | undefined {
  const given = ledger ?? (environment.OCCWO_LEDGER?.trim() || undefined);
  if (given !== undefined) return addressOf(given, folder);
  const named = config?.config.ledger;
  if (!config || named === undefined) return undefined;
  const url = typeof named === 'string' ? named : environment[named.env]?.trim();
  if (!url) throw new CliError('config', 'ledger.variable-empty', { variable: (named as { env: string }).env });
  return addressOf(url, path.dirname(config.file));
}

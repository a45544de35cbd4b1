import type { LedgerEntry, LedgerFilter, LedgerPage } from '@occwo/core/ledger';
import { loadConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import { ledgerCounts, ledgerRows } from '../../ui/ledger-tables.js';
import type { Streams } from '../../ui/streams.js';
import { ledgerAddress } from './ledger-address.js';
import { entryDocument } from './entry-document.js';
import { openLedger } from './open-ledger.js';

export interface LedgerWorld {
  readonly ledger?: string | undefined;
  readonly config?: string | undefined;
  readonly json: boolean;
  readonly language: Language;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
}

export interface LedgerListInput extends LedgerWorld, LedgerFilter {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Prints how much the ledger has, and a page of it. */
export async function runLedgerList(input: LedgerListInput): Promise<number> {
  const { account, kind, status, limit, after, json, language, streams } = input;
  return withLedger(input, async (ledger, label) => {
    const filter = { account, kind, status };
    const { entries, next }: LedgerPage = await ledger.list({ ...filter, limit, after }).catch((error: unknown) => {
      throw error instanceof RangeError ? new CliError('usage', 'ledger.cursor-wrong') : error;
    });
    const counts = await ledger.count(filter);
    if (json) print(streams, { ledger: label, counts, entries: entries.map(entryDocument), ...(next !== undefined && { next }) });
    else if (entries.length === 0) streams.stderr.write(`${translate(language, 'ledger.empty')}\n`);
    else {
      streams.stdout.write(ledgerCounts(counts, language) + ledgerRows(entries, language, streams.stdout.columns));
      if (next !== undefined) streams.stderr.write(`${translate(language, 'ledger.more', { next })}\n`);
    }
    return exitCodes.done;
  });
}

/** Prints all entries of one article. Ends with 3 where there are none. */
export async function runLedgerShow(input: LedgerWorld & { readonly sku: string }): Promise<number> {
  const { sku, json, language, streams } = input;
  return withLedger(input, async (ledger, label) => {
    const { allEntries } = await import('@occwo/core/ledger');
    const entries: LedgerEntry[] = [];
    for await (const entry of allEntries(ledger, { sku })) entries.push(entry);
    if (json) print(streams, { ledger: label, entries: entries.map(entryDocument) });
    else if (entries.length === 0) streams.stderr.write(`${translate(language, 'ledger.unknown-sku', { sku })}\n`);
    else streams.stdout.write(ledgerRows(entries, language, streams.stdout.columns));
    return entries.length === 0 ? exitCodes.partlyDone : exitCodes.done;
  });
}

async function withLedger(input: LedgerWorld, work: (ledger: Awaited<ReturnType<typeof openLedger>>['ledger'], label: string) => Promise<number>): Promise<number> {
  const address = ledgerAddress(input, await loadConfig(input.folder, input.config));
  if (!address) throw new CliError('usage', 'ledger.none');
  const { ledger, close } = await openLedger(address, { mustExist: true });
  try {
    return await work(ledger, address.label);
  } finally {
    await close();
  }
}

const print = ({ stdout }: Streams, document: object) => void stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);

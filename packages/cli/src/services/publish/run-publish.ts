import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { CatalogueFormat } from '../../catalogue/catalogue-item.js';
import { openCatalogue } from '../../catalogue/open-catalogue.js';
import { loadConfig } from '../../config/load-config.js';
import type { LoadedConfig } from '../../config/load-config.js';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import { noProgress, plainProgress } from '../../ui/progress.js';
import type { ProgressDisplay } from '../../ui/progress.js';
import { jsonRequests, textRequests } from '../../ui/request-printer.js';
import type { RequestPrinter } from '../../ui/request-printer.js';
import type { Streams } from '../../ui/streams.js';
import { ledgerAddress } from '../ledger/ledger-address.js';
import { openLedgerFor } from '../ledger/open-ledger-for.js';
import { marketplaceNames } from '../providers/provider.js';
import type { MarketplaceName } from '../providers/provider.js';
import { openTargets } from './open-targets.js';
import { publishExitCode } from './outcome-exit-code.js';
import { publishCatalogue } from './publish-catalogue.js';
import { publishDocument } from './publish-document.js';
import type { PublishResult } from './publish-catalogue.js';
import { showResult } from './show-result.js';

/** What `occwo publish` was asked for, and the world that it runs in. */
export interface PublishInput {
  readonly file: string;
  /** Names of marketplaces; none means all that the config speaks of, or all three with a sandbox. */
  readonly to: readonly string[];
  readonly sandbox: boolean;
  readonly dryRun: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly onlyValid: boolean;
  readonly yes: boolean;
  readonly report?: string | undefined;
  readonly rejected?: string | undefined;
  readonly config?: string | undefined;
  readonly format?: CatalogueFormat | undefined;
  readonly concurrency?: number | undefined;
  /** Address of the ledger; else OCCWO_LEDGER, else the config's. Without any, everything is sent. */
  readonly ledger?: string | undefined;
  readonly retryRejected?: boolean | undefined;
  readonly force?: boolean | undefined;
  /** So long a card that a killed run sent may take to show, milliseconds. Default: 60 000. */
  readonly settleMs?: number | undefined;
  readonly language: Language;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly streams: Streams;
  /** Aborts at the first Ctrl+C: what is under way is finished. */
  readonly stop: AbortSignal;
  /** Aborts at the second: nothing further is sent. */
  readonly abort: AbortSignal;
  /** Asks the person at the terminal; missing where there is nobody to ask. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  readonly clock?: Clock;
}

/** Publishes, shows progress and result, and answers the exit code. Throws what stopped it before anything was sent. */
export async function runPublish(input: PublishInput): Promise<number> {
  const { language, streams, stop, abort, clock = systemClock } = input;
  const catalogue = await openCatalogue(input.file, input.format);
  const config = await loadConfig(input.folder, input.config);
  const names = chooseMarketplaces(input, config);
  const address = ledgerAddress(input, config);
  if (!address && (input.retryRejected || input.force)) throw new CliError('usage', 'ledger.needed');
  const printer = input.dryRun ? (input.json ? jsonRequests : textRequests)(streams.stdout) : undefined;
  if (!input.sandbox && !printer) await mustBeConfirmed(input, names);
  const { targets, close } = await openTargets({
    names, config, language,
    sandbox: input.sandbox,
    environment: input.environment,
    recorder: printer && ((request) => void ((input.verbose || request.effect === 'write') && printer.print(request))),
  });
  const ledger = await openLedgerFor(input, address, printer !== undefined).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const progress = printer ? noProgress : await chooseProgress(streams, language, names, clock);
  try {
    const result = await publishCatalogue({
      catalogue, targets, language, clock, stop, abort,
      onlyValid: input.onlyValid, concurrency: input.concurrency, report: input.report, rejected: input.rejected, ledger: ledger?.choice,
      onStart: (items) => progress.start(items),
      onEvent: (marketplace, event, totals) => progress.event(marketplace, event, totals),
    });
    progress.close();
    const exitCode = printer ? dryRunExitCode(result, stop.aborted) : publishExitCode(result, stop.aborted);
    tell(result, exitCode, input, printer);
    return exitCode;
  } finally {
    progress.close();
    await ledger?.close();
    await close();
  }
}

function chooseMarketplaces({ to, sandbox }: PublishInput, config: LoadedConfig | undefined): readonly MarketplaceName[] {
  const unknown = to.find((name) => !marketplaceNames.some((known) => known === name));
  if (unknown !== undefined) throw new CliError('usage', 'marketplace.unknown', { found: unknown, known: marketplaceNames.join(', ') });
  if (to.length > 0) return marketplaceNames.filter((name) => to.includes(name));
  const configured = marketplaceNames.filter((name) => config?.config[name]);
  if (configured.length > 0 && !sandbox) return configured;
  if (!sandbox && config) throw new CliError('config', 'config.no-marketplaces', { file: config.file });
  if (!sandbox) throw new CliError('config', 'config.needed', { marketplaces: marketplaceNames.join(', ') });
  return marketplaceNames;
}

async function mustBeConfirmed({ yes, confirm, language, file }: PublishInput, names: readonly string[]): Promise<void> {
  if (yes) return;
  const marketplaces = names.join(', ');
  if (!confirm) throw new CliError('confirmation', 'publish.yes-needed', { file, marketplaces });
  if (!(await confirm(translate(language, 'publish.confirm', { file, marketplaces })))) throw new CliError('confirmation', 'publish.declined', {});
}

async function chooseProgress({ stderr }: Streams, language: Language, names: readonly string[], clock: Clock): Promise<ProgressDisplay> {
  if (!stderr.isTTY) return plainProgress(stderr, language, clock);
  const { barProgress } = await import('../../ui/bar-progress.js');
  return barProgress(stderr as NodeJS.WriteStream, language, names);
}

/** A dry run sends nothing, so nothing of it is "partly done". */
function dryRunExitCode(result: PublishResult, interrupted: boolean): number {
  const code = publishExitCode(result, interrupted);
  return code === exitCodes.partlyDone ? exitCodes.done : code;
}

function tell(result: PublishResult, exitCode: number, { json, streams, language, file, report, rejected }: PublishInput, printer: RequestPrinter | undefined): void {
  const document = publishDocument(result, { file, exitCode, report, rejected, language, dryRun: printer !== undefined });
  if (json && printer) printer.end(document);
  else if (json) streams.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  else showResult(result, { streams, language, report, rejected, interrupted: exitCode === exitCodes.interrupted, requests: printer?.count });
}

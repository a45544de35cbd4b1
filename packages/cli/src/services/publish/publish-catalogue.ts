import type { Clock, PublishEvent } from '@occwo/core';
import type { CatalogueFile } from '../../catalogue/open-catalogue.js';
import type { Language } from '../../messages/language.js';
import type { LedgerChoice, MarketplaceResult } from './publish-to.js';
import { publishTo } from './publish-to.js';
import { openResultFiles } from './result-files.js';
import type { ResultPaths } from './result-files.js';
import { surveyCatalogue } from './survey.js';
import type { Totals } from './tally.js';
import type { Target } from './target.js';

export interface PublishOptions extends ResultPaths {
  readonly catalogue: CatalogueFile;
  readonly targets: readonly Target[];
  readonly language: Language;
  readonly clock: Clock;
  readonly onlyValid?: boolean;
  readonly concurrency?: number | undefined;
  readonly ledger?: LedgerChoice | undefined;
  readonly stop: AbortSignal;
  readonly abort: AbortSignal;
  /** Told how many items there are, before the first is sent. */
  readonly onStart?: (items: number) => void;
  readonly onEvent?: (marketplace: string, event: PublishEvent, totals: Totals) => void;
}

export interface PublishResult {
  /** Items in the catalogue. */
  readonly items: number;
  readonly marketplaces: readonly MarketplaceResult[];
}

/**
 * Publishes a catalogue on all targets at once. Before the first item is sent it reads the file to its end and asks every
 * marketplace whether it takes the credentials, so a broken feed or a wrong key sends nothing anywhere.
 */
export async function publishCatalogue(options: PublishOptions): Promise<PublishResult> {
  const { catalogue, targets, language, stop, abort, clock, concurrency, ledger } = options;
  const { items, duplicates } = await surveyCatalogue(catalogue, language, stop);
  await Promise.all(targets.map((target) => target.check()));
  options.onStart?.(items);
  const files = await openResultFiles(options);
  try {
    const marketplaces = await Promise.all(
      targets.map((target) =>
        publishTo(target, {
          catalogue, duplicates, language, clock, concurrency, ledger, stop, abort,
          onlyValid: options.onlyValid ?? false,
          settle: (item) => files.note(item),
          onEvent: (event, totals) => options.onEvent?.(target.marketplace.name, event, totals),
        }),
      ),
    );
    return { items, marketplaces };
  } finally {
    await files.close();
  }
}

import { publishProducts } from '@occwo/core';
import type { Clock, LedgerUse, Product, PublishEvent, Reason } from '@occwo/core';
import { readCatalogue } from '../../catalogue/read-catalogue.js';
import type { CatalogueFile } from '../../catalogue/open-catalogue.js';
import { CliError } from '../../errors/cli-error.js';
import type { Language } from '../../messages/language.js';
import { reasonText } from '../../messages/errors/error-text.js';
import { translate } from '../../messages/translate.js';
import type { ItemLine, SettledItem } from './item-line.js';
import { OpenItems } from './open-items.js';
import { Tally, addsUp } from './tally.js';
import type { ReasonCount, Totals } from './tally.js';
import type { Target } from './target.js';

export interface PublishToOptions {
  readonly catalogue: CatalogueFile;
  /** Items (from 1) whose article stood in the file before: they are rejected unsent. A line will not do: a feed may be one line. */
  readonly duplicates: ReadonlySet<number>;
  readonly language: Language;
  readonly clock: Clock;
  readonly onlyValid: boolean;
  readonly concurrency?: number | undefined;
  readonly ledger?: LedgerChoice | undefined;
  /** No further item is read once this aborts; what is under way is finished. */
  readonly stop: AbortSignal;
  /** Nothing further is sent once this aborts, though it was read. */
  readonly abort: AbortSignal;
  readonly settle: (item: SettledItem) => Promise<void>;
  readonly onEvent: (event: PublishEvent, totals: Totals) => void;
}

/** The ledger to use, and how. */
export type LedgerChoice = Omit<LedgerUse, 'account'>;

/** What became of a catalogue on one marketplace. */
export interface MarketplaceResult extends Totals {
  readonly marketplace: string;
  readonly milliseconds: number;
  readonly reasons: readonly ReasonCount[];
  /** Why the run ended before its time. */
  readonly error?: unknown;
}

/** Publishes a catalogue on one marketplace, over a read of its own. Never throws: an error is part of the result. */
export async function publishTo(target: Target, options: PublishToOptions): Promise<MarketplaceResult> {
  const { clock, concurrency, abort, ledger, onEvent } = options;
  const { name } = target.marketplace;
  const startedAt = clock.monotonic();
  const tally = new Tally(ledger !== undefined);
  const open = new OpenItems();
  const settle = async (told: ItemLine, product?: Product) => {
    const line = inLanguage(told, options.language);
    tally.settle(line);
    await options.settle({ line, ...(product && { product }) });
  };
  let failure: { readonly error: unknown } | undefined;
  try {
    const remembered = ledger && { ledger: { ...ledger, account: target.account } };
    const bulk = { signal: abort, clock, ...(concurrency !== undefined && { concurrency }), ...remembered };
    for await (const event of publishProducts(target.marketplace, sendable(target, options, { tally, open, settle }), bulk)) {
      if (event.type === 'outcome') {
        const { sku, outcome, step, reasons, warnings, externalIds, unchanged } = event;
        const item = open.take(sku);
        await settle({ sku, marketplace: name, outcome, step, reasons, warnings, externalIds, ...(unchanged && { unchanged }), ...(item && { line: item.line }) }, item?.product);
      }
      onEvent(event, tally.totals);
    }
  } catch (error) {
    failure = { error };
  }
  if (failure) {
    const reason = { code: 'occwo.run-ended', message: 'the run ended before this item was settled', hint: 'run it again' };
    for (const { product, line } of open.drain()) await settle({ sku: product.sku, marketplace: name, outcome: 'unknown', step: 'catalog', reasons: [reason], line }, product);
  }
  const { totals, reasons } = tally;
  if (!addsUp(totals)) failure ??= { error: new CliError('accounting', 'publish.accounting', { marketplace: name, read: totals.read, settled: totals.accepted + totals.rejected + totals.unknown + totals.skipped }) };
  return { marketplace: name, ...totals, milliseconds: clock.monotonic() - startedAt, reasons, ...(failure && { error: failure.error }) };
}

/** Our own reasons in the person's language; a marketplace's words stay as they are. */
function inLanguage(line: ItemLine, language: Language): ItemLine {
  if (language === 'en') return line;
  const say = (reason: Reason) => reasonText(reason, language);
  return { ...line, reasons: line.reasons.map(say), ...(line.warnings && { warnings: line.warnings.map(say) }) };
}

interface Books {
  readonly tally: Tally;
  readonly open: OpenItems;
  readonly settle: (line: ItemLine, product?: Product) => Promise<void>;
}

/** The products of the catalogue that go to the marketplace. What does not is settled here. */
async function* sendable({ marketplace: { name }, faults }: Target, options: PublishToOptions, { tally, open, settle }: Books): AsyncGenerator<Product> {
  const { catalogue, duplicates, language, onlyValid, stop } = options;
  const refused = onlyValid ? 'skipped' : 'rejected';
  for await (const item of readCatalogue(catalogue, language)) {
    if (stop.aborted) return;
    tally.read();
    if (item.type === 'problem') {
      const { sku, line, reasons } = item.problem;
      await settle({ ...(sku !== undefined && { sku }), marketplace: name, outcome: refused, step: 'read', reasons, line });
      continue;
    }
    const { product, line } = item;
    const { sku } = product;
    if (duplicates.has(tally.totals.read)) {
      const reason = { code: 'occwo.duplicate-sku', field: 'sku', message: translate(language, 'row.duplicate', { sku }) };
      await settle({ sku, marketplace: name, outcome: refused, step: 'read', reasons: [reason], line }, product);
      continue;
    }
    const reasons = onlyValid ? faults(product) : [];
    if (reasons.length > 0) {
      await settle({ sku, marketplace: name, outcome: 'skipped', step: 'check', reasons, line }, product);
      continue;
    }
    tally.sent();
    open.add(product, line);
    yield product;
  }
}

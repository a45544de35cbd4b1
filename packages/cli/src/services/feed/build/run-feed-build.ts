import { writeYmlFile, writeYmlFromTable } from '@occwo/yandex/yml';
import type { WriteYmlFileOptions, WrittenFeed, YmlEncoding, YmlProfile } from '@occwo/yandex/yml';
import { byteProgress } from '../../../ui/byte-progress.js';
import { feedRun } from '../feed-run.js';
import type { FeedInput } from '../feed-run.js';
import { feedTarget } from '../feed-target.js';
import type { TargetInput } from '../feed-target.js';
import { ProblemTally } from '../problem-tally.js';
import { showWritten } from '../show-written.js';
import { catalogueCategories, catalogueOffers } from './catalogue-offers.js';
import { readShop } from './read-shop.js';
import type { ShopInput } from './read-shop.js';
import { rowsKind } from './rows-kind.js';
import type { RowsKind } from './rows-kind.js';
import { openTable } from './table-file.js';
import type { TableFileFormat } from './table-file.js';

export interface FeedBuildInput extends FeedInput, TargetInput, ShopInput {
  readonly format?: TableFileFormat | undefined;
  /** Default: told by the first row. */
  readonly rows?: RowsKind | undefined;
  readonly profile: YmlProfile;
  readonly encoding?: YmlEncoding | undefined;
  readonly gzip?: boolean | undefined;
  readonly check: boolean;
  readonly skipInvalid: boolean;
}

/** Writes a feed from a table of offers or products. The old file stays until the new one is whole, whatever happens. */
export function runFeedBuild(input: FeedBuildInput): Promise<number> {
  return feedRun(async () => {
    const { profile, encoding, gzip, check, skipInvalid, language, streams } = input;
    const { target, split } = feedTarget(input);
    const shop = await readShop(input, profile !== 'ozon');
    const table = await openTable(input.source, input.format, input.stdin);
    const progress = byteProgress(streams);
    const tally = new ProblemTally(skipInvalid, language);
    try {
      const options: WriteYmlFileOptions = {
        ...shop, profile, check: check || skipInvalid,
        onProblem: (problem) => tally.found(problem),
        ...(encoding && { encoding }), ...(gzip !== undefined && { gzip }), ...(split && { split }),
      };
      let written: WrittenFeed;
      let invalid = 0;
      if ((input.rows ?? (await rowsKind(table))) === 'offers') {
        written = await writeYmlFromTable(table.path, target, {
          ...options, format: table.format, onRead: progress.update,
          onRowProblem({ row, code, offerId, reason }) {
            tally.note({ rule: `occwo.row-${code}`, severity: 'error', message: `${reason[language]}.`, line: row, ...(offerId !== undefined && { offerId }) });
            invalid += 1;
          },
        });
      } else {
        const catalogue = { path: table.path, format: table.format, bytes: 0 };
        const read = await catalogueCategories(catalogue, language, tally);
        invalid = read.invalid;
        const offers = catalogueOffers(catalogue, language, read.tree, profile === 'ozon' ? 'outlets' : 'count');
        written = await writeYmlFile(target, offers, { ...options, onProgress: ({ bytes }) => progress.update({ bytes }), ...(profile !== 'ozon' && { categories: read.tree.categories() }) });
      }
      progress.close();
      return showWritten(written, written.skipped + invalid, tally, input);
    } finally {
      progress.close();
      await table.remove();
    }
  });
}

import { describeError } from '../../errors/error-document.js';
import type { Language } from '../../messages/language.js';
import { translate } from '../../messages/translate.js';
import type { Streams } from '../../ui/streams.js';
import { summaryTable } from '../../ui/summary-table.js';
import type { PublishResult } from './publish-catalogue.js';

interface ShowOptions {
  readonly streams: Streams;
  readonly language: Language;
  readonly report?: string | undefined;
  readonly rejected?: string | undefined;
  readonly interrupted: boolean;
  /** How many requests a dry run printed. */
  readonly requests?: number | undefined;
}

/** The table on stdout, remarks on stderr. Of a dry run, its requests are the result and the rest is a remark. */
export function showResult(result: PublishResult, { streams: { stdout, stderr }, language, report, rejected, interrupted, requests }: ShowOptions): void {
  const remark = (text: string) => void stderr.write(`${text}\n`);
  if (requests === undefined) stdout.write(summaryTable(result.marketplaces, language, stdout.columns));
  else {
    stderr.write(summaryTable(result.marketplaces, language, stderr.columns));
    remark(translate(language, 'dry-run.done', { requests }));
  }
  for (const { marketplace, error } of result.marketplaces) {
    if (error !== undefined) remark(`${marketplace}: ${describeError(error, language)}`);
  }
  if (interrupted) remark(translate(language, 'publish.interrupted'));
  if (report !== undefined) remark(translate(language, 'publish.report', { file: report }));
  if (rejected !== undefined) remark(translate(language, 'publish.rejected', { file: rejected }));
}

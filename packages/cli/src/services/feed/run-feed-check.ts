import { checkYml, formatReport } from '@occwo/yandex/yml';
import type { ReportFormat, YmlProfile } from '@occwo/yandex/yml';
import { exitCodes } from '../../errors/exit-code.js';
import { byteProgress } from '../../ui/byte-progress.js';
import { feedRun } from './feed-run.js';
import type { FeedInput } from './feed-run.js';

export interface FeedCheckInput extends FeedInput {
  readonly profile: YmlProfile;
  readonly format: ReportFormat;
  /** The least finding that ends with code 3. */
  readonly failOn: 'error' | 'warning';
  /** Findings shown of each rule; all are counted. */
  readonly maxPerRule: number;
}

/** Checks a feed, prints the report on stdout and answers 3 where there are findings. */
export function runFeedCheck({ source, profile, format, failOn, maxPerRule, json, language, streams, stdin }: FeedCheckInput): Promise<number> {
  return feedRun(async () => {
    const progress = byteProgress(streams);
    try {
      const report = await checkYml(source === '-' ? stdin : source, { profile, keepPerRule: maxPerRule, onProgress: progress.update });
      progress.close();
      streams.stdout.write(formatReport(report, json ? 'json' : format, language));
      const failed = report.errors > 0 || !report.complete || (failOn === 'warning' && report.warnings > 0);
      return failed ? exitCodes.partlyDone : exitCodes.done;
    } finally {
      progress.close();
    }
  });
}

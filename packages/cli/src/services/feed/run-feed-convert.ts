import { convertYml } from '@occwo/yandex/yml';
import type { YmlEncoding, YmlProfile } from '@occwo/yandex/yml';
import { byteProgress } from '../../ui/byte-progress.js';
import { feedRun } from './feed-run.js';
import type { FeedInput } from './feed-run.js';
import { feedTarget } from './feed-target.js';
import type { TargetInput } from './feed-target.js';
import { ProblemTally } from './problem-tally.js';
import { showWritten } from './show-written.js';
import { feedFile } from './spool.js';

export interface FeedConvertInput extends FeedInput, TargetInput {
  readonly profile: YmlProfile;
  readonly encoding?: YmlEncoding | undefined;
  readonly gzip?: boolean | undefined;
  /** Checks every offer by the profile's rules; an error ends the writing. */
  readonly check: boolean;
  /** Leaves faulty offers out instead. */
  readonly skipInvalid: boolean;
}

/** Writes a feed anew: for another receiver, in another encoding or packing, or in parts. The old file stays until the new one is whole. */
export function runFeedConvert(input: FeedConvertInput): Promise<number> {
  return feedRun(async () => {
    const { source, stdin, profile, encoding, gzip, skipInvalid, language, streams } = input;
    const { target, split } = feedTarget(input);
    const file = await feedFile(source, stdin);
    const progress = byteProgress(streams);
    const tally = new ProblemTally(skipInvalid, language);
    try {
      const written = await convertYml(file.path, target, {
        profile, check: input.check || skipInvalid,
        onProblem: (problem) => tally.found(problem),
        onProgress: progress.update,
        ...(encoding && { encoding }), ...(gzip !== undefined && { gzip }), ...(split && { split }),
      });
      progress.close();
      return showWritten(written, written.skipped, tally, input);
    } finally {
      progress.close();
      await file.remove();
    }
  });
}

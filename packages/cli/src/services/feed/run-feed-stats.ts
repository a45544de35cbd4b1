import { ymlStats } from '@occwo/yandex/yml';
import { exitCodes } from '../../errors/exit-code.js';
import { byteProgress } from '../../ui/byte-progress.js';
import { feedStatsText } from '../../ui/feed-stats-text.js';
import { feedRun } from './feed-run.js';
import type { FeedInput } from './feed-run.js';

/** Counts what a feed holds and prints it. */
export function runFeedStats({ source, json, language, streams, stdin }: FeedInput): Promise<number> {
  return feedRun(async () => {
    const progress = byteProgress(streams);
    try {
      const stats = await ymlStats(source === '-' ? stdin : source, { onProgress: progress.update });
      progress.close();
      streams.stdout.write(json ? `${JSON.stringify(stats, undefined, 2)}\n` : feedStatsText(stats, language));
      return exitCodes.done;
    } finally {
      progress.close();
    }
  });
}

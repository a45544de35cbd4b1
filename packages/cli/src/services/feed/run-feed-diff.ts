import { diffYml } from '@occwo/yandex/yml';
import { CliError } from '../../errors/cli-error.js';
import { exitCodes } from '../../errors/exit-code.js';
import { byteProgress } from '../../ui/byte-progress.js';
import { feedDiffText } from '../../ui/feed-diff-text.js';
import { feedRun } from './feed-run.js';
import type { FeedInput } from './feed-run.js';
import { feedFile } from './spool.js';

export interface FeedDiffInput extends FeedInput {
  /** The newer feed; `source` is the older one. */
  readonly after: string;
  /** Differences shown; all are counted. */
  readonly max: number;
}

/** Compares two feeds, prints what differs and answers 3 where anything does, as `diff` answers 1. */
export function runFeedDiff({ source, after, max, json, language, streams, stdin }: FeedDiffInput): Promise<number> {
  return feedRun(async () => {
    if (source === '-' && after === '-') throw new CliError('usage', 'feed.two-stdins');
    const older = await feedFile(source, stdin);
    const newer = await feedFile(after, stdin);
    const progress = byteProgress(streams);
    try {
      const diff = await diffYml(older.path, newer.path, { keep: max, onProgress: progress.update });
      progress.close();
      streams.stdout.write(json ? `${JSON.stringify({ before: source, after, ...diff }, undefined, 2)}\n` : feedDiffText(diff, language));
      return diff.added + diff.removed + diff.changed > 0 ? exitCodes.partlyDone : exitCodes.done;
    } finally {
      progress.close();
      await Promise.all([older.remove(), newer.remove()]);
    }
  });
}

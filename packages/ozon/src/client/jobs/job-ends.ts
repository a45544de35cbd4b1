import { plainWord } from '@occwo/core/jobs';
import type { JobEnd } from '@occwo/core/jobs';

/** Words for success. The last ones are those of order cancellation, in Russian. */
const done = [
  'success', 'completed', 'ready', 'finished', 'exist', 'ok', 'imported', 'skipped',
  'ship_available', 'update_available', 'update_not_available', 'подтверждена',
];

/** Words for failure. A status that is not specified is an end too: drafts stop there. */
const failed = [
  'failed', 'error', 'cancelled', 'canceled', 'cancel', 'timeout', 'not_exist', 'unspecified', 'unknown', 'ship_not_available', 'отклонена',
  "the next postings aren't ready",
];

/**
 * What Ozon's status words mean. There are six spellings of "in progress" at least, so every word that stands for no end counts as
 * running: the deadline ends what never does.
 */
export const jobEnds: Readonly<Record<string, JobEnd>> = Object.fromEntries([
  ...done.map((word) => [word, 'done'] as const), ...failed.map((word) => [word, 'failed'] as const),
]);

/** Where something with one of Ozon's status words stands. */
export function jobState(word: string): 'running' | 'done' | 'failed' {
  const end = jobEnds[plainWord(word)];
  return end === 'failed' ? 'failed' : end === undefined ? 'running' : 'done';
}

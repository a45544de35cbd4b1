/** Where a job of Ozon's stands. */
export type JobState = 'running' | 'done' | 'failed';

/** Words for success. The last ones are those of order cancellation, in Russian. */
const done = new Set([
  'success', 'completed', 'ready', 'finished', 'exist', 'ok', 'imported', 'skipped',
  'ship_available', 'update_available', 'update_not_available', 'подтверждена',
]);

/** Words for failure. A status that is not specified is an end too: drafts stop there. */
const failed = new Set([
  'failed', 'error', 'cancelled', 'canceled', 'cancel', 'timeout', 'not_exist', 'unspecified', 'unknown', 'ship_not_available', 'отклонена',
  "the next postings aren't ready",
]);

/**
 * Reads one of Ozon's status words. There are six spellings of "in progress" at least, so every word that stands for no
 * end counts as running: the deadline ends what never does.
 */
export function jobState(word: string): JobState {
  const plain = word.toLowerCase().replace(/^(status|state_type|state)_/, '');
  return done.has(plain) ? 'done' : failed.has(plain) ? 'failed' : 'running';
}

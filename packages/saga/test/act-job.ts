import type { CrashSaga } from './crash-sagas.js';

/** What an operator does, and when the process that does it dies. */
export const acts = ['cancel', 'signal', 'retry', 'skip', 'resolve-ok', 'resolve-refused'] as const;
export const deaths = ['before', 'entry written, not committed', 'all written, not committed', 'after'] as const;
export interface ActJob {
  readonly url: string;
  readonly suffix: string;
  readonly saga: CrashSaga;
  readonly key: string;
  readonly act: (typeof acts)[number];
  readonly dieAt: (typeof deaths)[number];
}

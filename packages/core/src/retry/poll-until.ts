import { RefusedError } from '../errors/local-errors.js';
import type { Clock } from '../time/clock.js';
import { sleep } from '../time/sleep.js';

export interface PollOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** How long to keep asking, milliseconds. */
  readonly deadlineMs: number;
  /** Pause before the second question, milliseconds. The first is asked at once. */
  readonly intervalMs: number;
  /** What each pause is multiplied by, up to ten times the first. Default: 1.5. */
  readonly growth?: number;
}

/**
 * Asks until there is an answer: for tasks that a marketplace works off by itself.
 * Throws `RefusedError` (code `deadline`) when there is none in time; what `ask` throws ends it at once.
 */
export async function pollUntil<Answer>(options: PollOptions, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const { clock, signal, deadlineMs, intervalMs, growth = 1.5 } = options;
  const deadlineAt = clock.monotonic() + deadlineMs;
  for (let pauseMs = intervalMs; ; pauseMs = Math.min(pauseMs * growth, intervalMs * 10)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (clock.monotonic() + pauseMs > deadlineAt) {
      throw new RefusedError(`no result after ${Math.round(deadlineMs / 1000)} s of asking`, {
        code: 'deadline', hint: 'the marketplace is still at work; ask again later',
      });
    }
    await sleep(clock, pauseMs, signal);
  }
}

/** Where every part of OCCWO gets the time from. Tests hand in a fake one (`@occwo/core/testing`). */
export interface Clock {
  /** Wall time, milliseconds since 1970 (UTC). May jump; use it for dates only. */
  now(): number;
  /** Monotonic milliseconds. Use it for durations. */
  monotonic(): number;
  /** Runs `task` once after `delayMs`; the answer cancels it. `unref` lets the process end while it waits. */
  schedule(task: () => void, delayMs: number, options?: { unref?: boolean }): () => void;
}

/** The longest delay that Node's timers keep: a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(task, delayMs, options) {
    const timer = setTimeout(task, Math.min(Math.max(delayMs, 0), longestTimerMs));
    if (options?.unref) timer.unref();
    return () => clearTimeout(timer);
  },
};

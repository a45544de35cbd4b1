export interface LoopWatch {
  /** The longest time so far, milliseconds. */
  readonly longestMs: number;
  /** Waits for the next look, so that what went before is in the figure. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Watches how long the event loop is held up at a time. Of a gap between two looks only the processor time counts that this process
 * used in it: on a busy machine it is not our doing when we are not run. For tests.
 */
export function loopWatch(everyMs = 5): LoopWatch {
  let at = performance.now();
  let used = process.cpuUsage();
  let longest = 0;
  const lookers: (() => void)[] = [];
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(used);
    longest = Math.max(longest, Math.min(performance.now() - at, (user + system) / 1000) - everyMs);
    at = performance.now();
    used = process.cpuUsage();
    for (const seen of lookers.splice(0)) seen();
  }, everyMs);
  return {
    get longestMs() {
      return longest;
    },
    look: () => new Promise((resolve) => lookers.push(resolve)),
    stop: () => clearInterval(timer),
  };
}

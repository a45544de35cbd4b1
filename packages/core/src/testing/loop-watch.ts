import { readFileSync } from 'node:fs';

export interface LoopWatch {
  /** The longest time so far, milliseconds. */
  readonly longestMs: number;
  /** Waits for the next look, so that what went before is in the figure. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * Watches how long the event loop is held up at a time. Of a gap between two looks only the processor time counts that this thread
 * used in it: on a busy machine it is not our doing when we are not run. For tests.
 */
export function loopWatch(everyMs = 5): LoopWatch {
  let at = performance.now();
  let used = usedMs();
  let longest = 0;
  const lookers: (() => void)[] = [];
  const timer = setInterval(() => {
    longest = Math.max(longest, Math.min(performance.now() - at, usedMs() - used) - everyMs);
    at = performance.now();
    used = usedMs();
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

/** Processor time of this thread so far. Where the system does not tell it, that of the process: compilers and collectors beside us included. */
function usedMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

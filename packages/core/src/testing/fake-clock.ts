import type { Clock } from '../time/clock.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that stands still until it is moved. Timers run in order of time, then of their making. */
export interface FakeClock extends Clock {
  /** Moves time forward, running every timer that falls due, and lets promises settle between them. */
  advance(milliseconds: number): Promise<void>;
  /** Runs timers, jumping from one to the next, until `done` settles. Throws if it waits for something that is no timer. */
  run<T>(done: Promise<T>): Promise<T>;
  /** How many timers wait. */
  readonly pending: number;
}

/** Makes a fake clock that starts at `startMs` (2026-01-01T00:00:00Z by default). */
export function fakeClock(startMs = Date.UTC(2026, 0, 1)): FakeClock {
  let current = startMs;
  let made = 0;
  const timers = new Set<Timer>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  const earliest = (): Timer | undefined => {
    let best: Timer | undefined;
    for (const timer of timers) {
      if (!best || timer.at < best.at || (timer.at === best.at && timer.order < best.order)) best = timer;
    }
    return best;
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    current = Math.max(current, timer.at);
    timer.task();
  };

  return {
    now: () => current,
    monotonic: () => current - startMs,
    schedule(task, delayMs) {
      const timer: Timer = { at: current + Math.max(0, delayMs), order: made++, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    get pending() {
      return timers.size;
    },
    async advance(milliseconds) {
      const until = current + milliseconds;
      await settle();
      for (let timer = earliest(); timer && timer.at <= until; timer = earliest()) {
        fire(timer);
        await settle();
      }
      current = until;
      await settle();
    },
    async run(done) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      done.then(mark, mark);
      // Real time, because a first import or a socket takes some of it, more on a busy machine.
      for (let idleSince = performance.now(); !settled; ) {
        await settle();
        const timer = earliest();
        if (timer && !settled) {
          fire(timer);
          idleSince = performance.now();
        } else if (!settled && performance.now() - idleSince > 4_000) {
          throw new Error('fakeClock.run: nothing is scheduled, yet the promise is not settled');
        }
      }
      return done;
    },
  };
}

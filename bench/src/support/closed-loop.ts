import { performance } from 'node:perf_hooks';

/** Figures of one closed loop. `clientMicroseconds` is this process's CPU time for one unit of work. */
export interface LoopFigures {
  readonly inFlight: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly clientMicroseconds: number;
}

/** Keeps `inFlight` units of work going for `seconds`, after a warm-up of a quarter of that. */
export function closedLoop(inFlight: number, seconds: number, unit: () => Promise<void>): Promise<LoopFigures> {
  return measured(inFlight, seconds, 1, async (until, times) => {
    await Promise.all(Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) await timed(unit, times);
    }));
  });
}

/** The same where one call does `inFlight` units at once. */
export function closedRounds(inFlight: number, seconds: number, round: () => Promise<void>): Promise<LoopFigures> {
  return measured(inFlight, seconds, inFlight, async (until, times) => {
    while (performance.now() < until) await timed(round, times);
  });
}

async function timed(work: () => Promise<void>, times: number[]): Promise<void> {
  const started = performance.now();
  await work();
  times.push(performance.now() - started);
}

async function measured(
  inFlight: number, seconds: number, unitsEach: number, phase: (until: number, times: number[]) => Promise<void>,
): Promise<LoopFigures> {
  await phase(performance.now() + seconds * 250, []);
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  await phase(started + seconds * 1_000, times);
  const elapsed = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((left, right) => left - right);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const units = times.length * unitsEach;
  return {
    inFlight,
    perSecond: Math.round(units / elapsed),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    clientMicroseconds: Math.round((user + system) / units),
  };
}

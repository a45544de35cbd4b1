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
export async function closedLoop(inFlight: number, seconds: number, unit: () => Promise<void>): Promise<LoopFigures> {
  const phase = async (duration: number, times: number[] | undefined) => {
    const until = performance.now() + duration * 1_000;
    await Promise.all(Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) {
        const started = performance.now();
        await unit();
        times?.push(performance.now() - started);
      }
    }));
  };
  await phase(seconds / 4, undefined);
  const times: number[] = [];
  const cpu = process.cpuUsage();
  const started = performance.now();
  await phase(seconds, times);
  const elapsed = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  times.sort((left, right) => left - right);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return {
    inFlight,
    perSecond: Math.round(times.length / elapsed),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    clientMicroseconds: Math.round((user + system) / times.length),
  };
}

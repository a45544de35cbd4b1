import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Contestant } from './saga/contestant.js';
import { dbos } from './saga/dbos.js';
import { floor } from './saga/floor.js';
import { inChild } from './saga/in-child.js';
import { recovery } from './saga/recovery.js';
import { restate } from './saga/restate.js';
import type { LoopFigures } from './support/closed-loop.js';
import { median, rounded } from './support/median.js';
import { postgresSchema } from './support/postgres-schema.js';

const ours = (url: string, which: 'ok' | 'compensated' = 'ok') => inChild(new URL('saga/our-process.ts', import.meta.url), url, which);

/** Each at the numbers of sagas in flight that suit it best, and all of ours at those that are reported. */
const plan = {
  floor: [1, 16, 256, 500],
  postgres: [1, 16, 256, 512],
  compensated: [256],
  sqlite: [16, 256],
  dbos: [16, 64],
  restate: [64, 256],
} as const;

type Name = keyof typeof plan;

/** Medians over the rounds, by the number in flight. */
type Medians = Record<string, { readonly sagas_per_s: number; readonly p50_ms: number; readonly p99_ms: number; readonly client_us: number }>;

function mediansOf(figures: readonly LoopFigures[]): Medians {
  const counts = [...new Set(figures.map(({ inFlight }) => inFlight))];
  return Object.fromEntries(counts.map((count) => {
    const of = (pick: (figure: LoopFigures) => number) => median(figures.filter(({ inFlight }) => inFlight === count).map(pick));
    return [count, {
      sagas_per_s: of(({ perSecond }) => perSecond), p50_ms: of(({ p50Ms }) => p50Ms), p99_ms: of(({ p99Ms }) => p99Ms),
      client_us: of(({ clientMicroseconds }) => clientMicroseconds),
    }];
  }));
}

/**
 * Sagas a second of three no-op steps with stored results: ours on PostgreSQL and in a SQLite file, beside DBOS, Restate and the bare
 * writes, in turn, each at the number in flight that suits it best; and how long the sagas of a killed worker wait.
 */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const seconds = quick ? 1 : 3;
  const rounds = quick ? 1 : 5;
  const schemas = [await postgresSchema(), await postgresSchema(), await postgresSchema()] as const;
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-bench-'));
  const contestants = new Map<Name, Contestant>();
  const figures = new Map<Name, LoopFigures[]>();
  try {
    contestants.set('floor', await floor(schemas[0].url));
    contestants.set('postgres', await ours(schemas[1].url));
    contestants.set('compensated', await ours(schemas[2].url, 'compensated'));
    contestants.set('sqlite', await ours(path.join(folder, 'saga.sqlite')));
    contestants.set('dbos', await dbos());
    const server = await restate();
    if (server) contestants.set('restate', server);
    else process.stderr.write('Restate is left out: no server for this machine\n');
    for (let round = 1; round <= rounds; round++) {
      for (const [name, contestant] of contestants) {
        for (const inFlight of plan[name]) {
          const figure = await contestant.run(inFlight, seconds);
          figures.set(name, [...(figures.get(name) ?? []), figure]);
          process.stderr.write(`round ${round}: ${name}, ${inFlight} in flight: ${figure.perSecond} sagas/s, p99 ${figure.p99Ms} ms\n`);
        }
      }
    }
    for (const contestant of contestants.values()) await contestant.end();
    contestants.clear();
    return { ...summary(figures), ...(await recovery(quick ? 2 : 7)) };
  } finally {
    for (const contestant of contestants.values()) await contestant.end();
    for (const schema of schemas) await schema.remove();
    rmSync(folder, { recursive: true });
  }
}

/** Ours to the floor's, in the same round, and the median of that: a machine's speed drifts by a fifth within a minute. */
function roundByRound(figures: ReadonlyMap<Name, LoopFigures[]>, pick: (round: LoopFigures[]) => number): number {
  const rounds = (name: Name): number[] => {
    const all = figures.get(name) ?? [];
    const size = plan[name].length;
    return Array.from({ length: all.length / size }, (_, round) => pick(all.slice(round * size, (round + 1) * size)));
  };
  const floors = rounds('floor');
  return rounded(median(rounds('postgres').map((figure, round) => figure / (floors[round] as number))));
}

function summary(figures: ReadonlyMap<Name, LoopFigures[]>): Record<string, unknown> {
  const medians = Object.fromEntries([...figures].map(([name, all]) => [name, mediansOf(all)]));
  const best = (name: Name) => Math.max(0, ...Object.values(medians[name] ?? {}).map(({ sagas_per_s }) => sagas_per_s));
  const ratio = (left: number, right: number) => (right > 0 ? rounded(left / right) : null);
  const ofOurs = (key: 'sagas_per_s' | 'p99_ms') => Object.fromEntries([1, 16, 256].map((count) => [count, medians['postgres']?.[count]?.[key]]));
  return {
    sagas_per_s: ofOurs('sagas_per_s'),
    p99_ms: ofOurs('p99_ms'),
    best_sagas_per_s: best('postgres'),
    vs_floor: roundByRound(figures, (round) => Math.max(...round.map(({ perSecond }) => perSecond))),
    p99_at_16_vs_floor: roundByRound(figures, (round) => round.find(({ inFlight }) => inFlight === 16)?.p99Ms ?? NaN),
    vs_dbos: ratio(best('postgres'), best('dbos')),
    vs_restate: ratio(best('postgres'), best('restate')),
    embedded_sagas_per_s: best('sqlite'),
    embedded_vs_postgres: ratio(best('sqlite'), best('postgres')),
    compensated_per_s: best('compensated'),
    medians,
  };
}

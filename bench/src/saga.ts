import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSagas, openDatabase, saga } from '@occwo/saga';
import { closedLoop } from './support/closed-loop.js';
import type { LoopFigures } from './support/closed-loop.js';
import { postgresSchema } from './support/postgres-schema.js';
import { sagaFloor } from './support/saga-floor.js';

const nothing = { undo: async () => {} };
const ok = saga<{ n: number }>('ok')
  .step('a', { run: async () => ({ a: 1 }), ...nothing })
  .step('b', { run: async () => ({ b: 1 }), ...nothing })
  .step('c', { run: async () => ({ c: 1 }), ...nothing });

/** Starts sagas of three empty steps, each result stored with a real sync, and waits for their ends. */
async function ours(url: string, inFlight: number, seconds: number): Promise<LoopFigures> {
  const database = await openDatabase(url);
  const sagas = createSagas({ database, definitions: [ok], concurrency: 2_000 });
  await sagas.work();
  let n = 0;
  const prefix = `${inFlight}-${process.hrtime.bigint()}`;
  const figures = await closedLoop(inFlight, seconds, async () => {
    n += 1;
    const { finished } = await sagas.start(ok, { key: `${prefix}-${n}`, input: { n } });
    const { status } = await finished();
    if (status !== 'completed') throw new Error(`a saga of the bench ended ${status}`);
  });
  await sagas.stop();
  await database.close();
  return figures;
}

const best = (figures: readonly LoopFigures[]): LoopFigures => figures.reduce((most, next) => (next.perSecond > most.perSecond ? next : most));

/** Sagas a second of three no-op steps with stored results: ours on PostgreSQL and SQLite, beside the bare writes. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, unknown>> {
  const seconds = quick ? 2 : 6;
  const counts = quick ? [16, 256] : [1, 16, 64, 256];
  const schema = await postgresSchema();
  const folder = mkdtempSync(path.join(tmpdir(), 'occwo-bench-'));
  try {
    const floor: LoopFigures[] = [];
    const postgres: LoopFigures[] = [];
    const sqlite: LoopFigures[] = [];
    for (const inFlight of counts) {
      floor.push(await sagaFloor(schema.url, inFlight, seconds));
      postgres.push(await ours(schema.url, inFlight, seconds));
      sqlite.push(await ours(path.join(folder, 'saga.sqlite'), inFlight, seconds));
      process.stderr.write(`${inFlight} in flight: floor ${floor.at(-1)?.perSecond}, PostgreSQL ${postgres.at(-1)?.perSecond}, SQLite ${sqlite.at(-1)?.perSecond} sagas/s\n`);
    }
    const at16 = (figures: readonly LoopFigures[]) => figures.find(({ inFlight }) => inFlight === 16)?.p99Ms ?? NaN;
    return {
      floor, postgres, sqlite,
      best: { floor: best(floor).perSecond, postgres: best(postgres).perSecond, sqlite: best(sqlite).perSecond },
      ofFloor: Number((best(postgres).perSecond / best(floor).perSecond).toFixed(2)),
      p99At16OfFloor: Number((at16(postgres) / at16(floor)).toFixed(2)),
      sqliteOfPostgres: Number((best(sqlite).perSecond / best(postgres).perSecond).toFixed(2)),
    };
  } finally {
    await schema.remove();
    rmSync(folder, { recursive: true });
  }
}

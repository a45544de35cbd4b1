import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acts, deaths } from '../../test/act-job.js';
import type { ActJob } from '../../test/act-job.js';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import type { CrashInput } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { bundleWorker } from '../../test/processes.js';
import type { Database } from '../database/database.js';
import type { EntryKind } from '../engine/entry.js';
import { createSagas } from './sagas.js';
import { SagaStateError } from './errors.js';

/** Where each act is due, how the saga ends after it, and what its participants hold then. */
const cases: Record<ActJob['act'], { saga: 'slow' | 'final' | 'older'; mode: CrashInput['mode']; kind: EntryKind; ends: string; effects: string[] }> = {
  cancel: { saga: 'older', mode: 'ok', kind: 'cancel', ends: 'compensated', effects: ['reserve:run', 'reserve:undo'] },
  signal: { saga: 'older', mode: 'ok', kind: 'signal', ends: 'completed', effects: ['reserve:run', 'ship:run'] },
  // The participant of the undo still gives no answer: stuck again, with all attempts spent a second time.
  retry: { saga: 'final', mode: 'undo-unknown', kind: 'retry', ends: 'stuck', effects: ['reserve:run', 'reserve:undo'] },
  skip: { saga: 'final', mode: 'after-unknown', kind: 'skip', ends: 'completed', effects: ['pay:run', 'reserve:run', 'tell:run'] },
  'resolve-ok': { saga: 'final', mode: 'unknown', kind: 'resolve', ends: 'completed', effects: ['pay:run', 'reserve:run', 'tell:run'] },
  'resolve-refused': { saga: 'final', mode: 'unknown', kind: 'resolve', ends: 'compensated', effects: ['pay:run', 'reserve:run', 'reserve:undo'] },
};

function killedActs(name: string, make: () => Promise<TestDatabase>): void {
  describe(`an operator's process killed half way: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let operator: Awaited<ReturnType<typeof bundleWorker>>;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
      operator = await bundleWorker('act-worker.ts');
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
      operator.remove();
    });

    it.each(acts)('%s, done again by the person, counts once', { timeout: 120_000 }, async (act) => {
      const { saga, mode, kind, ends, effects } = cases[act];
      const suffix = `-${act}`;
      const definition = crashSagas(database, suffix)[saga];
      const keys = deaths.map((dieAt) => ({ dieAt, key: `${act}-${deaths.indexOf(dieAt)}` }));
      const run = async (work: (sagas: ReturnType<typeof createSagas>) => Promise<void>) => {
        const sagas = createSagas({ database, definitions: [definition], pollMs: 20, holdMs: 20 });
        await sagas.work();
        await work(sagas);
        await sagas.stop();
      };
      await run(async (sagas) => {
        for (const { key } of keys) await sagas.start(definition, { key, input: { mode } });
        for (const { key } of keys) {
          if (saga === 'older') await vi.waitFor(async () => expect((await sagas.get(definition, key))?.timeline.at(-1)?.outcome).toBe('begun'), { timeout: 10_000 });
          else expect((await sagas.finished(definition, key, { timeoutMs: 20_000 })).status).toBe('stuck');
        }
      });
      await Promise.all(keys.map(async ({ dieAt, key }) => {
        const job: ActJob = { url: made.url, suffix, saga, key, act, dieAt };
        expect(await operator.run(job).ended, dieAt).toBe('SIGKILL');
      }));
      await run(async (sagas) => {
        for (const { dieAt, key } of keys) {
          const where = `${act}, ${dieAt}`;
          const count = async () => (await sagas.get(definition, key))?.timeline.filter((entry) => entry.kind === kind).length;
          expect(await count(), where).toBe(dieAt === 'after' ? 1 : 0);
          const again: Record<ActJob['act'], () => Promise<void>> = {
            cancel: () => sagas.cancel(definition, key, by),
            signal: () => sagas.signal(definition, key, 'go', 1, { id: 'one' }),
            retry: () => sagas.retry(definition, key, by),
            skip: () => sagas.skip(definition, key, by),
            'resolve-ok': () => sagas.resolve(definition, key, { ...by, outcome: 'ok', result: { ref: 'by hand' } }),
            'resolve-refused': () => sagas.resolve(definition, key, { ...by, outcome: 'refused' }),
          };
          // What was done is told apart from what was not: the repeat is dropped, or answered 409.
          await again[act]().catch((error: unknown) => {
            if (dieAt !== 'after' || !(error instanceof SagaStateError)) throw error;
          });
          const state = await sagas.finished(definition, key, { timeoutMs: 20_000 });
          expect(state.status, where).toBe(ends);
          // A retry that came to its end may be asked for again, by whoever reads that it is stuck.
          if (act !== 'retry') expect(await count(), where).toBe(1);
          const held = await database.query<{ action: string }>('select action from participant_effect where saga = $1 order by action', [key]);
          expect(held.map(({ action }) => action), where).toEqual(effects);
        }
      });
    });
  });
}

const by = { actor: 'boris', reason: 'looked again' };

killedActs('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => killedActs('PostgreSQL', postgresDatabase));

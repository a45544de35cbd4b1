import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@occwo/core';
import { createSagas } from '../src/index.js';
import type { Database } from '../src/index.js';
import { crashSagas, makeParticipants } from './crash-sagas.js';
import type { TestDatabase } from './databases.js';
import { bundleWorker } from './processes.js';
import type { WorkerProcess } from './processes.js';

const kills = Number(process.env['OCCWO_SOAK_KILLS'] ?? 15);
const workerCount = 4;
const modes = ['ok', 'refuse', 'unknown'] as const;

/** Kills workers at random under load, and asks of the participants afterwards whether anything was lost or doubled. */
export function soak(name: string, make: () => Promise<TestDatabase>): void {
  describe(`${kills} random kills under load: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let bundle: Awaited<ReturnType<typeof bundleWorker>>;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
      bundle = await bundleWorker();
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
      bundle.remove();
    });

    it('0 lost, 0 doubled, 0 stuck without cause', { timeout: 60_000 + kills * 5_000 }, async () => {
      const random = seededRandom(Number(process.env['OCCWO_SOAK_SEED'] ?? 1));
      const begin = () => bundle.run({ url: made.url, leaseMs: 1_500, stay: true });
      const workers: WorkerProcess[] = Array.from({ length: workerCount }, begin);
      const { plain } = crashSagas(database);
      const caller = createSagas({ database, definitions: [plain] });
      const keys: string[] = [];
      for (let kill = 0; kill < kills; kill++) {
        for (let n = 0; n < 20; n++) {
          const key = `soak-${keys.length}`;
          await caller.start(plain, { key, input: { mode: modes[keys.length % 3] ?? 'ok', slowMs: Math.floor(random() * 20) } });
          keys.push(key);
        }
        const index = Math.floor(random() * workerCount);
        const victim = workers[index] as WorkerProcess;
        await victim.seen('ready');
        // At a random moment of its work.
        await new Promise((resolve) => setTimeout(resolve, random() * 150));
        victim.child.kill('SIGKILL');
        await victim.ended;
        workers[index] = begin();
      }
      const counts = { completed: 0, compensated: 0, stuck: 0, running: 0 };
      for (const [n, key] of keys.entries()) {
        const state = await caller.finished(plain, key, { timeoutMs: 60_000 });
        counts[state.status] += 1;
        expect(state.status, `${key}: ${JSON.stringify(state.timeline)}`).toBe(n % 3 === 0 ? 'completed' : 'compensated');
      }
      const effects = await database.query<{ saga: string; action: string }>('select saga, action from participant_effect');
      for (const [n, key] of keys.entries()) {
        const mine = effects.filter(({ saga }) => saga === key).map(({ action }) => action).sort();
        const expected = [
          ['charge:run', 'reserve:run', 'ship:run'],
          ['charge:run', 'charge:undo', 'reserve:run', 'reserve:undo'],
          ['charge:run', 'charge:undo', 'reserve:run', 'reserve:undo', 'ship:run', 'ship:undo'],
        ][n % 3];
        expect(mine, key).toEqual(expected);
      }
      process.stderr.write(`${name}: ${kills} kills, ${keys.length} sagas: ${counts.completed} completed, ${counts.compensated} compensated, 0 lost, 0 doubled, 0 stuck\n`);
      for (const worker of workers) worker.child.kill('SIGKILL');
      await Promise.all(workers.map((worker) => worker.ended));
      await caller.stop();
    });
  });
}

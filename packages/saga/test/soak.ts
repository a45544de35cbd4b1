import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@occwo/core';
import { createSagas } from '../src/index.js';
import type { Database, Sagas } from '../src/index.js';
import type { TestDatabase } from './databases.js';
import { bundleWorker } from './processes.js';
import type { WorkerProcess } from './processes.js';
import { makeSoakTables, soakEffects, soakModes, soakSaga } from './soak-saga.js';
import { verdictOf } from './soak-verdict.js';
import type { SoakJob } from './soak-worker.js';

const workerCount = 4;
const sagasAKill = 10;
/** So many unfinished sagas are load enough. */
const enough = 200;

/** Where a soak runs, and what can be restarted under it. */
export interface SoakWorld {
  readonly made: TestDatabase;
  readonly broker?: string;
  readonly restarts: readonly (() => Promise<void>)[];
  remove(): Promise<void>;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Repeats what fails while a server is away, as every caller of a durable thing does. */
async function surely<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries > 600) throw error;
      await pause(100);
    }
  }
}

/** Kills workers at random under load and restarts their servers; asks of the participants afterwards whether anything was lost or doubled. */
export function soak(name: string, kills: number, make: () => Promise<SoakWorld>): void {
  describe(`${kills} random kills under load: ${name}`, () => {
    let world: SoakWorld;
    let database: Database;
    let bundle: Awaited<ReturnType<typeof bundleWorker>>;
    let caller: Sagas;
    beforeAll(async () => {
      world = await make();
      database = await world.made.open();
      await makeSoakTables(database);
      bundle = await bundleWorker('soak-worker.ts');
    });
    afterAll(async () => {
      await database.close();
      await world.remove();
      bundle.remove();
    });

    it('0 lost, 0 doubled, 0 stuck', { timeout: 120_000 + kills * 5_000 }, async () => {
      const random = seededRandom(Number(process.env['OCCWO_SOAK_SEED'] ?? 1));
      const topics = { ask: `soak.${Date.now()}.ask`, told: `soak.${Date.now()}.told` };
      const job: SoakJob = { url: world.made.url, broker: world.broker, topics };
      const begin = () => bundle.run(job);
      const workers: WorkerProcess[] = Array.from({ length: workerCount }, begin);
      const definition = soakSaga(database, topics);
      caller = createSagas({ database, definitions: [definition] });
      const modeOf = (n: number) => soakModes[n % 3] ?? 'ok';
      const keyOf = (n: number) => `soak-${n}`;
      const running = async () => Number((await surely(() => database.query<{ n: number }>("select count(*) as n from saga where status = 'running'")))[0]?.n);
      let started = 0;
      let ready = 0;
      let restarted = 0;
      let restarting = Promise.resolve();
      for (let kill = 0; kill < kills; kill++) {
        while ((await running()) > enough) await pause(50);
        const batch = Array.from({ length: sagasAKill }, () => {
          const [n, slowMs] = [started++, Math.floor(random() * 20)];
          return surely(() => caller.start(definition, { key: keyOf(n), input: { mode: modeOf(n), slowMs } }));
        });
        await Promise.all(batch);
        // Restarts are spread over the run, in turns, and the kills go on meanwhile.
        const due = Math.floor(((kill + 1) * Math.max(world.restarts.length, kills / 25)) / kills);
        if (world.restarts.length > 0 && restarted < due) {
          const restart = world.restarts[restarted++ % world.restarts.length] as () => Promise<void>;
          restarting = restarting.then(restart);
        }
        const index = Math.floor(random() * workerCount);
        const victim = workers[index] as WorkerProcess;
        ready += await Promise.race([victim.seen('ready').then(() => 1), pause(5_000).then(() => 0)]);
        // At a random moment of its work.
        await pause(random() * 150);
        victim.child.kill('SIGKILL');
        // A worker that ended by itself was felled by the restart of a server.
        expect(await victim.ended).toBe('SIGKILL');
        workers[index] = begin();
      }
      await restarting;

      const counts = { completed: 0, compensated: 0, stuck: 0, running: 0 };
      for (let n = 0; n < started; n++) {
        const state = await caller.finished(definition, keyOf(n), { timeoutMs: 120_000 });
        counts[state.status] += 1;
        expect(state.status, `${keyOf(n)}: ${JSON.stringify(state.timeline)}`).toBe(modeOf(n) === 'ok' ? 'completed' : 'compensated');
      }
      const effectsOf = async () => {
        const found = new Map<string, string[]>();
        for (const { saga, action } of await database.query<{ saga: string; action: string }>('select saga, action from soak_effect order by saga, action')) {
          found.set(saga, [...(found.get(saga) ?? []), action]);
        }
        return found;
      };
      // The last messages are still on their way to their consumers when their sagas have ended.
      const told = async () => Number((await database.query<{ n: number }>("select count(*) as n from soak_effect where action = 'told'"))[0]?.n);
      for (let tries = 0; tries < 600 && (await told()) < counts.completed; tries++) await pause(100);
      const effects = await effectsOf();
      for (let n = 0; n < started; n++) {
        expect(verdictOf(effects.get(keyOf(n)) ?? [], soakEffects[modeOf(n)]), keyOf(n)).toEqual({ doubled: [], lost: [] });
      }
      process.stderr.write(
        `${name}: ${kills} kills (${ready} of workers at work), ${restarted} restarts of servers, ${started} sagas: ` +
        `${counts.completed} completed, ${counts.compensated} compensated, 0 lost, 0 doubled, ${counts.stuck} stuck\n`,
      );
      for (const worker of workers) worker.child.kill('SIGKILL');
      await Promise.all(workers.map((worker) => worker.ended));
      await caller.stop();
    });
  });
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crashSagas, makeParticipants, slowStepMs } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { bundleWorker } from '../../test/processes.js';
import type { Database } from '../database/database.js';
import { createSagas } from './sagas.js';

const leaseMs = 900;
const places = [
  { during: 'a backoff', step: 'fetch', event: 'append:after run:fetch:retry' },
  { during: 'a sleep', step: 'pause', event: 'append:after run:pause:begun' },
  { during: 'a wait for a signal', step: 'go', event: 'append:after run:go:begun' },
] as const;

function waits(name: string, make: () => Promise<TestDatabase>): void {
  describe(`a worker killed while nothing happens: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let worker: Awaited<ReturnType<typeof bundleWorker>>;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
      worker = await bundleWorker();
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
      worker.remove();
    });

    // Given back to the database, or kept in the memory of the worker that dies.
    it.each([['given back', 10], ['kept in memory', 60_000]] as const)('what is due, %s, comes once and not early', { timeout: 60_000 }, async (held, holdMs) => {
      await Promise.all(places.map(async ({ during, step, event }) => {
        const suffix = `-${holdMs}-${step}`;
        const key = `wait${suffix}`;
        const doomed = worker.run({ url: made.url, leaseMs, saga: 'slow', suffix, key, holdMs, stay: true });
        await doomed.seen(event);
        doomed.child.kill('SIGKILL');
        await doomed.ended;
        const { slow } = crashSagas(database, suffix);
        const rescuer = createSagas({ database, definitions: [slow], leaseMs: 30_000, pollMs: 40, holdMs });
        await rescuer.work();
        const state = await rescuer.finished(slow, key, { timeoutMs: 30_000 });
        await rescuer.stop();
        const where = `${during}, ${held}: ${JSON.stringify(state.timeline)}`;
        expect(state.status, where).toBe('completed');
        const entries = state.timeline.filter((entry) => entry.step === step);
        expect(entries.map(({ outcome }) => outcome), where).toEqual([step === 'fetch' ? 'retry' : 'begun', 'ok']);
        const [first, second] = entries as [(typeof entries)[number], (typeof entries)[number]];
        expect(second.at - first.at, where).toBeGreaterThanOrEqual(slowStepMs);
        expect(state.timeline.filter(({ kind }) => kind === 'takeover').length, where).toBeLessThanOrEqual(1);
      }));
      const effects = await database.query<{ saga: string; action: string }>('select saga, action from participant_effect where saga like $1', [`wait-${holdMs}-%`]);
      expect(effects.map(({ action }) => action).sort()).toEqual(['end:run', 'end:run', 'end:run', 'fetch:run', 'fetch:run', 'fetch:run']);
    });
  });
}

waits('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => waits('PostgreSQL', postgresDatabase));

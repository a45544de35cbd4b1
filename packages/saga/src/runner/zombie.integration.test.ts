import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import { freezing } from '../../test/freeze.js';
import { bundleWorker } from '../../test/processes.js';
import type { Database } from '../database/database.js';
import { createSagas } from './sagas.js';

function zombies(name: string, make: () => Promise<TestDatabase>) {
  describe(`a worker frozen past its lease: ${name}`, () => {
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

    freezing([{ saga: 'plain', mode: 'ok', step: 'charge', direction: 'run', ends: 'completed' }], () => ({ url: made.url, database, worker }));

    it('is replaced within the lease and a poll when it is killed', { timeout: 60_000 }, async () => {
      const leaseMs = 800;
      const pollMs = 40;
      const delays: number[] = [];
      for (let round = 0; round < 3; round++) {
        const key = `killed-${round}`;
        // Names of its own, so that a rescuer of an earlier round cannot be first.
        const { plain } = crashSagas(database, key);
        const rescuer = createSagas({ database, definitions: [plain], leaseMs: 30_000, pollMs });
        const doomed = worker.run({ url: made.url, leaseMs, saga: 'plain', suffix: key, key, input: { mode: 'ok', slowMs: 30_000 }, stay: true });
        await vi.waitFor(async () => expect((await rescuer.get(plain, key))?.timeline).toHaveLength(1), { timeout: 10_000, interval: 10 });
        doomed.child.kill('SIGKILL');
        await doomed.ended;
        const killedAt = performance.now();
        await rescuer.work();
        await vi.waitFor(async () => expect((await rescuer.get(plain, key))?.timeline.some(({ kind }) => kind === 'takeover')).toBe(true), { timeout: 10_000, interval: 5 });
        delays.push(performance.now() - killedAt);
        await rescuer.stop({ drainMs: 0 });
      }
      process.stderr.write(`${name}: taken over after ${delays.map(Math.round).join(', ')} ms (lease ${leaseMs} ms)\n`);
      expect(delays.sort((left, right) => left - right)[1]).toBeLessThan(leaseMs + 600);
    });
  });
}

zombies('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => zombies('PostgreSQL', postgresDatabase));

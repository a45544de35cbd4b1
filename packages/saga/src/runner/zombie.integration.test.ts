import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
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

    it('changes nothing when it wakes, and its late call carries the smaller fence', async () => {
      const key = 'frozen';
      const frozen = worker.run({ url: made.url, leaseMs: 900, saga: 'plain', key, input: { mode: 'ok', slowMs: 400 }, stay: true });
      await frozen.seen('ready');
      const callsOf = () => database.query<{ action: string; fence: number }>('select action, fence from participant_call where saga = $1 order by n', [key]);
      // It is inside "charge", which takes a while before it calls.
      await frozen.seen('call:before run:charge');
      frozen.child.kill('SIGSTOP');

      const { plain } = crashSagas(database);
      const rescuer = createSagas({ database, definitions: [plain], leaseMs: 30_000, pollMs: 40 });
      await rescuer.work();
      const state = await rescuer.finished(plain, key, { timeoutMs: 30_000 });
      expect(state.status).toBe('completed');
      const before = await rescuer.get(plain, key);
      const seen = Math.max(...(await callsOf()).map(({ fence }) => fence));

      frozen.child.kill('SIGCONT');
      await frozen.seen('lease-lost');
      // Its late call, if it comes, comes now; and all that it could write it would have written.
      await vi.waitFor(async () => expect((await callsOf()).filter(({ action }) => action === 'charge:run').length).toBe(2), { timeout: 10_000 });
      const late = (await callsOf()).filter(({ fence }) => fence < seen);
      expect(late.map(({ action }) => action)).toEqual(['reserve:run', 'charge:run']);
      expect(await rescuer.get(plain, key)).toEqual(before);
      expect(before?.timeline.filter(({ step }) => step === 'charge').map(({ epoch }) => epoch)).toEqual([seen]);
      frozen.child.kill('SIGKILL');
      await frozen.ended;
      await rescuer.stop();
    });

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

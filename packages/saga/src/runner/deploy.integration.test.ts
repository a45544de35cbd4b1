import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { hasPostgres, postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { saga } from '../define/saga.js';
import type { Definition } from '../define/definition.js';
import type { SagaEvent } from './runtime.js';
import { createSagas } from './sagas.js';

function deploys(name: string, make: () => Promise<TestDatabase>): void {
  describe(`a rolling deploy: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    beforeAll(async () => {
      made = await make();
      database = await made.open();
      await makeParticipants(database);
    });
    afterAll(async () => {
      await database.close();
      await made.remove();
    });
    const worker = async (definitions: Definition[], onEvent: (event: SagaEvent) => void = () => {}) => {
      const sagas = createSagas({ database, definitions, pollMs: 20, holdMs: 0, onEvent });
      await sagas.work();
      return sagas;
    };
    const waiting = (sagas: Awaited<ReturnType<typeof worker>>, definition: Definition, key: string) =>
      vi.waitFor(async () => expect((await sagas.get(definition, key))?.timeline.at(-1)).toMatchObject({ step: 'go', outcome: 'begun' }), { timeout: 10_000 });

    it('leaves each saga to workers that know its version', async () => {
      const first = saga<string>('order').wait('go').step('a', { run: () => 'first', undo: 'nothing to undo' });
      const second = saga<string>('order', 2).step('b', { run: () => 'second', undo: 'nothing to undo' });
      const old = await worker([first]);
      await old.start(first, { key: 'old', input: '' });
      await waiting(old, first, 'old');
      const young = await worker([second]);
      await old.signal(first, 'old', 'go');
      await young.start(second, { key: 'new', input: '' });
      expect(await old.finished(first, 'old', { timeoutMs: 10_000 })).toMatchObject({ status: 'completed', version: 1 });
      expect(await young.finished(second, 'new', { timeoutMs: 10_000 })).toMatchObject({ status: 'completed', version: 2 });
      await old.start(first, { key: 'left', input: '' });
      await waiting(old, first, 'left');
      await old.stop();
      // Nobody is left who knows version 1: it waits, is shown as such, and loses nothing.
      await young.signal('order', 'left', 'go');
      await young.start(second, { key: 'newer', input: '' });
      await young.finished(second, 'newer', { timeoutMs: 10_000 });
      expect((await young.stats()).find(({ version, status }) => version === 1 && status === 'running')).toMatchObject({ count: 1, waiting: 1, known: false });
      const again = await worker([first]);
      expect((await again.finished(first, 'left', { timeoutMs: 10_000 })).status).toBe('completed');
      await again.stop();
      await young.stop();
    });

    it('leads old sagas on by a migration, and a repeated start still finds them', async () => {
      const { older, moved } = crashSagas(database, '-deploy');
      const old = await worker([older]);
      await old.start(older, { key: 'k', input: { mode: 'ok' } });
      await waiting(old, older, 'k');
      await old.stop();
      const young = await worker([moved]);
      await young.signal(moved, 'k', 'go');
      const state = await young.finished(moved, 'k', { timeoutMs: 10_000 });
      expect(state).toMatchObject({ status: 'completed', version: 2 });
      expect(Object.keys(state.results)).toEqual(['hold', 'go', 'insure', 'ship']);
      expect(state.timeline.filter(({ kind }) => kind === 'migrate')).toHaveLength(1);
      expect((await young.start(moved, { key: 'k', input: { mode: 'ok' } })).code).toBe(200);
      const effects = await database.query<{ action: string }>('select action from participant_effect where saga = $1 order by action', ['k']);
      expect(effects.map(({ action }) => action)).toEqual(['insure:run', 'reserve:run', 'ship:run']);
      await young.stop();
    });

    it('takes a changed shape of the same version, if it says how', async () => {
      const first = saga<string>('same').wait('go').step('a', { run: () => 1, undo: 'nothing to undo' });
      const changed = saga<string>('same').wait('go').step('renamed', { run: () => 2, undo: 'nothing to undo' });
      const old = await worker([first]);
      await old.start(first, { key: 'k', input: '' });
      await waiting(old, first, 'k');
      await old.stop();
      await expect(worker([changed])).rejects.toThrow('has changed while sagas of it run');
      const led = changed.migrate(first, ({ journal }) => ({ journal: journal.map((entry) => ({ ...entry, step: entry.step === 'a' ? 'renamed' : entry.step })) }));
      const young = await worker([led]);
      await young.signal(led, 'k', 'go');
      expect((await young.finished(led, 'k', { timeoutMs: 10_000 })).results.renamed).toBe(2);
      await young.stop();
    });

    it('says what it cannot translate, and leaves it to those who can drive it', async () => {
      const first = saga<string>('hard').wait('go').step('a', { run: () => 1, undo: 'nothing to undo' });
      const old = await worker([first]);
      await old.start(first, { key: 'k', input: '' });
      await waiting(old, first, 'k');
      await old.stop();
      const events: SagaEvent[] = [];
      const broken = saga<string>('hard', 2).step('b', { run: () => 2, undo: 'nothing to undo' }).migrate(first, () => {
        throw new Error('no way');
      });
      const young = await worker([broken], (event) => events.push(event));
      await young.signal('hard', 'k', 'go');
      await vi.waitFor(() => expect(events).toContainEqual({ type: 'unmigrated', saga: 'hard', key: 'k', version: 2, why: 'no way' }), { timeout: 10_000 });
      await vi.waitFor(async () => expect((await young.list({ name: 'hard' }))[0]?.owner).toBeUndefined(), { timeout: 10_000 });
      expect(await young.get('hard', 'k')).toMatchObject({ status: 'running', version: 1 });
      await young.stop();
    });
  });
}

deploys('SQLite', sqliteDatabase);
describe.skipIf(!(await hasPostgres()))('with a server', () => deploys('PostgreSQL', postgresDatabase));

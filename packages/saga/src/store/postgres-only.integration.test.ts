import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasPostgres, postgresDatabase } from '../../test/databases.js';
import type { TestDatabase } from '../../test/databases.js';
import type { Database } from '../database/database.js';
import { saga } from '../define/saga.js';
import { createSagas } from '../runner/sagas.js';
import { openStore } from './sql-store.js';

describe.skipIf(!(await hasPostgres()))('on PostgreSQL alone', () => {
  let made: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    made = await postgresDatabase();
    database = await made.open();
  });
  afterAll(async () => {
    await database.close();
    await made.remove();
  });

  it('a row that the server refuses fails alone, not the batch it is in', async () => {
    const store = openStore(database);
    await store.beat('w', 60_000);
    const started = await Promise.all(Array.from({ length: 20 }, (_, n) =>
      store.start({ name: 's', version: 1, fingerprint: 'f', key: `k${n}`, input: {}, inputHash: 'h', owner: 'w' })));
    const writes = started.map(({ row }, n) => store.append({
      saga: row.id, seq: 1, epoch: 1, worker: 'w',
      entry: { step: 'a', kind: 'run', outcome: 'ok', result: n === 7 ? 'poisoned \u0000' : 'fine' },
    }));
    const results = await Promise.allSettled(writes);
    expect(results.map(({ status }) => status === 'rejected')).toEqual(started.map((_, n) => n === 7));
    await store.close();
  });

  it('a signal and a migration at once wait for each other in one order', async () => {
    const store = openStore(database);
    await store.beat('w', 60_000);
    const { row } = await store.start({ name: 's', version: 1, fingerprint: 'f', key: 'both', input: {}, inputHash: 'h', owner: 'w' });
    const [answer] = await database.transaction(async (signal) => {
      await signal.query('select 1 from saga where id = $1 for update', [row.id]);
      const migration = store.append({ saga: row.id, seq: 1, epoch: 1, worker: 'w', entry: { step: '', kind: 'migrate' }, becomes: { version: 2, fingerprint: 'g', input: {} } });
      await vi.waitFor(async () => {
        const waiting = await database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%saga%'");
        expect(waiting.length).toBeGreaterThan(0);
      }, { timeout: 5_000, interval: 10 });
      await signal.query("insert into saga_step (saga_id, seq, epoch, step, kind) values ($1, 1, 1, 'go', 'signal')", [row.id]);
      return [migration];
    });
    expect(await answer).toBe('refused');
    expect((await store.load(row.id))?.row.version).toBe(1);
    await store.close();
  });

  it('a saga started by a process that drives none is begun long before the next poll', async () => {
    const order = saga<string>('order').step('a', { run: () => 1, undo: 'nothing to undo' });
    const worker = createSagas({ database, definitions: [order], pollMs: 60_000 });
    const caller = createSagas({ database, definitions: [order] });
    await worker.work();
    // The first poll must be over, so that it is the word that wakes the worker.
    await vi.waitFor(async () => {
      const listening = await database.query("select 1 from pg_stat_activity where query like 'listen occwo_%'");
      expect(listening.length).toBeGreaterThan(0);
    }, { timeout: 5_000 });
    await caller.start(order, { key: 'k', input: '' });
    await vi.waitFor(async () => expect(await caller.get(order, 'k')).toMatchObject({ status: 'completed' }), { timeout: 10_000, interval: 20 });
    await worker.stop();
    await caller.stop();
  });
});

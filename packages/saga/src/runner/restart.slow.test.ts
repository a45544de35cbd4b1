// Servers of the test's own are restarted where they can be started; else OCCWO_RESTART_POSTGRES and OCCWO_RESTART_RABBITMQ may hold the
// shell commands that kill the shared ones and start them again.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { brokerUrl } from '../../test/broker.js';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { postgresDatabase, sqliteDatabase } from '../../test/databases.js';
import { hasPrivateBroker, privateBroker } from '../../test/private-broker.js';
import { hasPrivatePostgres, privatePostgres } from '../../test/private-postgres.js';
import type { PrivatePostgres } from '../../test/private-postgres.js';
import { saga } from '../define/saga.js';
import { rabbitQueue } from '../queue/rabbit-queue.js';
import { createSagas } from './sagas.js';

const restartPostgres = process.env['OCCWO_RESTART_POSTGRES'];
const restartBroker = process.env['OCCWO_RESTART_RABBITMQ'];
const shell = (command: string | undefined) => promisify(execFile)('sh', ['-c', command ?? 'false']);
const modes = ['ok', 'refuse', 'unknown'] as const;
const modeOf = (n: number) => modes[n % 3] ?? 'ok';

describe.skipIf(!hasPrivatePostgres && !restartPostgres)('PostgreSQL restarted under the runner', () => {
  let server: PrivatePostgres | undefined;
  beforeAll(async () => {
    server = hasPrivatePostgres ? await privatePostgres() : undefined;
  });
  afterAll(() => server?.remove());

  const restarts = { 'in order': () => (server ? server.restart('fast') : shell(restartPostgres)), 'by kill -9': () => (server ? server.restart('crash') : shell(restartPostgres)) };
  it.each(['in order', 'by kill -9'] as const)('%s: every saga ends, each effect is there once', { timeout: 180_000 }, async (how) => {
    const made = await postgresDatabase(server?.url);
    const database = await made.open();
    // The participants stay up: only the runner's database goes away.
    const participants = await sqliteDatabase();
    const apart = await participants.open();
    await makeParticipants(apart);
    const { plain } = crashSagas(apart);
    const sagas = createSagas({ database, definitions: [plain], leaseMs: 3_000, pollMs: 50 });
    await sagas.work();
    const startSurely = (n: number) =>
      vi.waitFor(() => sagas.start(plain, { key: `restart-${n}`, input: { mode: modeOf(n), slowMs: 100 } }), { timeout: 60_000, interval: 50 });
    const starting = Promise.all(Array.from({ length: 90 }, (_, n) => startSurely(n)));
    await Promise.all([starting, restarts[how]()]);
    for (let n = 0; n < 90; n++) {
      const state = await vi.waitFor(() => sagas.finished(plain, `restart-${n}`, { timeoutMs: 30_000 }), { timeout: 60_000 });
      expect(state.status, JSON.stringify(state.timeline)).toBe(modeOf(n) === 'ok' ? 'completed' : 'compensated');
      const [net] = await apart.query<{ net: number }>(
        "select sum(case when action like '%:run' then 1 else -1 end) as net from participant_effect where saga = $1", [`restart-${n}`]);
      expect(net?.net).toBe(modeOf(n) === 'ok' ? 3 : 0);
    }
    await sagas.stop();
    await database.close();
    await made.remove();
    await apart.close();
    await participants.remove();
  });
});

describe.skipIf(!hasPrivatePostgres)('PostgreSQL failed over to a replica that missed the last commits', () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await privatePostgres();
  });
  afterAll(() => server.remove());

  it('repeats calls by their keys, and keeps no journal with a hole, also of a worker that lived through it', { timeout: 120_000 }, async () => {
    const made = await postgresDatabase(server.url);
    const database = await made.open();
    const gates = new Map<string, () => void>();
    const calls: string[] = [];
    /** The first call of each key waits until it is let through. */
    const gated = async ({ key }: { key: string }) => {
      calls.push(key);
      if (calls.filter((call) => call === key).length === 1) await new Promise<void>((resolve) => gates.set(key, resolve));
    };
    const keyOf = (saga: string, step: string) => `order/${saga}/${step}/run`;
    const order = saga<string>('order')
      .step('a', { run: gated, undo: 'nothing to undo' })
      .step('b', { run: gated, undo: 'nothing to undo' })
      .step('c', { run: ({ key }) => void calls.push(key), undo: 'nothing to undo' });
    const sagas = createSagas({ database, definitions: [order], leaseMs: 20_000, pollMs: 50 });
    await sagas.work();
    await sagas.start(order, { key: 'kept', input: '' });
    const opening = (step: string) => vi.waitFor(() => expect(gates.has(keyOf('kept', step))).toBe(true), { timeout: 10_000 });
    await opening('a');
    const copy = server.copy();
    const lost = await sagas.start(order, { key: 'lost', input: '' });
    gates.get(keyOf('kept', 'a'))?.();
    await opening('b');
    // The entry of "a" is committed, but the replica has not got it.
    expect((await sagas.get(order, 'kept'))?.timeline).toHaveLength(1);
    await server.failOver(copy);
    gates.get(keyOf('kept', 'b'))?.();
    const state = await vi.waitFor(() => sagas.finished(order, 'kept', { timeoutMs: 20_000 }), { timeout: 60_000 });
    expect(state.status).toBe('completed');
    expect(state.timeline.map(({ seq, step }) => `${seq} ${step}`)).toEqual(['1 a', '2 b', '3 c']);
    // What was started behind the replica's last commit is not there: whoever started it asks again under the same key.
    expect(lost.code).toBe(201);
    const again = await vi.waitFor(() => sagas.start(order, { key: 'lost', input: '' }), { timeout: 20_000 });
    expect(again.code).toBe(201);
    await vi.waitFor(async () => {
      for (const open of gates.values()) open();
      expect((await sagas.finished(order, 'lost', { timeoutMs: 200 })).status).toBe('completed');
    }, { timeout: 20_000 });
    expect(new Set(calls)).toEqual(new Set(['kept', 'lost'].flatMap((key) => ['a', 'b', 'c'].map((step) => keyOf(key, step)))));
    await sagas.stop();
    await database.close();
  });
});

describe.skipIf(!hasPrivateBroker && !restartBroker)('RabbitMQ killed under a publisher and its consumer', () => {
  it('loses no confirmed message', { timeout: 180_000 }, async () => {
    const broker = hasPrivateBroker ? await privateBroker() : undefined;
    onTestFinished(() => broker?.remove());
    const topic = `test.${randomUUID()}`;
    const queue = rabbitQueue({ url: broker?.url ?? brokerUrl, delays: [100], publishTimeoutMs: 120_000 });
    const got = new Set<string>();
    await queue.consume(topic, ({ id }) => void got.add(id));
    const confirmed: string[] = [];
    let stopped = false;
    const publishing = Promise.all(Array.from({ length: 200 }, async (_, worker) => {
      for (let n = 0; !stopped; n++) {
        const id = `${worker}-${n}`;
        await queue.publish({ id, topic, body: n });
        confirmed.push(id);
      }
    }));
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(1_000), { timeout: 20_000 });
    // RabbitMQ 3.10 that is killed within a second of a quorum queue's declaration comes back with a queue that confirms nothing to anybody.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await (broker ? broker.restart() : shell(restartBroker));
    const before = confirmed.length;
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(before + 1_000), { timeout: 100_000 });
    stopped = true;
    await publishing;
    await vi.waitFor(() => expect(confirmed.filter((id) => !got.has(id))).toEqual([]), { timeout: 60_000 });
    await queue.close();
  });
});

// Opt-in, because it stops servers that others may use: OCCWO_RESTART_POSTGRES and OCCWO_RESTART_RABBITMQ hold the shell commands
// that kill and start them again.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { brokerUrl } from '../../test/broker.js';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { postgresDatabase } from '../../test/databases.js';
import { rabbitQueue } from '../queue/rabbit-queue.js';
import { createSagas } from './sagas.js';

const restartPostgres = process.env['OCCWO_RESTART_POSTGRES'];
const restartBroker = process.env['OCCWO_RESTART_RABBITMQ'];
if (!restartPostgres) process.stderr.write('Not restarting PostgreSQL: set OCCWO_RESTART_POSTGRES to a command that does\n');
if (!restartBroker) process.stderr.write('Not restarting RabbitMQ: set OCCWO_RESTART_RABBITMQ to a command that does\n');
const shell = (command: string | undefined) => promisify(execFile)('sh', ['-c', command ?? 'false']);

describe.skipIf(!restartPostgres)('PostgreSQL restarted under the runner', () => {
  it('ends every saga as if nothing had been', { timeout: 180_000 }, async () => {
    const made = await postgresDatabase();
    const database = await made.open();
    await makeParticipants(database);
    const { plain } = crashSagas(database);
    const sagas = createSagas({ database, definitions: [plain], leaseMs: 3_000, pollMs: 50 });
    await sagas.work();
    const modes = ['ok', 'refuse', 'unknown'] as const;
    const startSurely = (n: number) =>
      vi.waitFor(() => sagas.start(plain, { key: `restart-${n}`, input: { mode: modes[n % 3] ?? 'ok', slowMs: 100 } }), { timeout: 60_000, interval: 50 });
    const starting = Promise.all(Array.from({ length: 90 }, (_, n) => startSurely(n)));
    const restarting = shell(restartPostgres);
    await Promise.all([starting, restarting]);
    for (let n = 0; n < 90; n++) {
      const state = await vi.waitFor(() => sagas.finished(plain, `restart-${n}`, { timeoutMs: 30_000 }), { timeout: 60_000 });
      // A call that fails because the participants' own tables are away is an error like any other: its outcome may become unknown.
      const allowed = n % 3 === 0 ? ['completed', 'compensated'] : ['compensated'];
      expect(allowed, JSON.stringify(state.timeline)).toContain(state.status);
      const net = await database.query<{ net: number }>(
        `select coalesce(sum(case when action like '%:run' then 1 else -1 end), 0)::int as net from participant_effect where saga = $1`, [`restart-${n}`]);
      if (state.status === 'completed') expect(net).toEqual([{ net: 3 }]);
    }
    await sagas.stop();
    await database.close();
    await made.remove();
  });
});

describe.skipIf(!restartBroker)('RabbitMQ killed under a publisher and its consumer', () => {
  it('loses no confirmed message', { timeout: 180_000 }, async () => {
    const topic = `test.${randomUUID()}`;
    const queue = rabbitQueue({ url: brokerUrl, delays: [100], publishTimeoutMs: 120_000 });
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
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(1_000));
    await shell(restartBroker);
    const before = confirmed.length;
    await vi.waitFor(() => expect(confirmed.length).toBeGreaterThan(before + 1_000), { timeout: 100_000 });
    stopped = true;
    await publishing;
    await vi.waitFor(() => expect(confirmed.filter((id) => !got.has(id))).toEqual([]), { timeout: 60_000 });
    await queue.close();
  });
});

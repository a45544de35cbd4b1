import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../index.js';
import type { Database, Definition } from '../index.js';
import { crashSagas, makeParticipants } from '../../test/crash-sagas.js';
import { Lane, bundleRestateWorker } from '../../test/restate-lane.js';
import { hasRestate, startRestate } from '../../test/restate-server.js';
import type { RestateServer } from '../../test/restate-server.js';
import { makeMessages } from '../../test/restate-suites.js';
import { TcpDoor } from '../../test/tcp-door.js';
import { registerEndpoint, restateSagas } from './index.js';
import type { RestateSagas } from './index.js';

const modes = ['ok', 'refuse', 'unknown'] as const;
const patience = { timeout: 60_000, interval: 10 };

describe.skipIf(!hasRestate())('what lies between a saga and Restate', () => {
  let folder: string;
  let participants: string;
  let database: Database;
  let server: RestateServer;
  let worker: Awaited<ReturnType<typeof bundleRestateWorker>>;
  let lane: Lane;
  let sagas: RestateSagas;
  const all = () => crashSagas(database, '', { transactions: false });
  const callsOf = (key: string) => database.query<{ action: string; fence: number }>('select action, fence from participant_call where saga = $1 order by n', [key]);
  const effectsOf = async (key: string) => (await database.query<{ action: string }>('select action from participant_effect where saga = $1', [key])).map(({ action }) => action).sort();

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'occwo-restate-server-'));
    participants = path.join(folder, 'participants.sqlite');
    database = await openDatabase(participants);
    await makeParticipants(database);
    await makeMessages(database);
    [server, worker] = await Promise.all([startRestate(), bundleRestateWorker()]);
    lane = await Lane.open(worker.file, { suite: 'crash', suffix: '', participants });
    const { plain, rich, slow } = all();
    await registerEndpoint({ admin: server.admin, url: lane.url, definitions: [plain, rich, slow] });
    sagas = restateSagas({ ingress: server.ingress, definitions: [plain, rich, slow] });
  }, 120_000);
  afterAll(async () => {
    await lane.close();
    await server.remove();
    worker.remove();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  /** The end, asked for as often as it takes while the server is away. */
  const finished = (definition: Definition, key: string) => vi.waitFor(() => sagas.finished(definition, key, { timeoutMs: 60_000 }), patience);

  it('loses nothing when the server is killed in the middle of a step, a retry, a sleep and a wait', async () => {
    const { plain, slow } = all();
    const rounds = 3;
    for (let round = 0; round < rounds; round++) {
      const mode = modes[round] as (typeof modes)[number];
      const key = `step-${mode}`;
      await sagas.start(plain, { key, input: { mode, slowMs: 1_500 } });
      await vi.waitFor(async () => expect(await callsOf(key)).toHaveLength(1), patience);
      await server.kill();
      await server.again();
      const state = await finished(plain, key);
      expect(state.status).toBe(mode === 'ok' ? 'completed' : 'compensated');
      expect(state.timeline.filter(({ kind, step }) => kind === 'run' && step === 'charge').map(({ outcome }) => outcome)).toEqual(['ok']);
      expect((await callsOf(key)).filter(({ action }) => action === 'charge:run').length).toBeLessThanOrEqual(2);
      const undone = mode === 'ok' ? [] : ['charge:undo', 'reserve:undo', ...(mode === 'unknown' ? ['ship:undo'] : [])];
      expect(await effectsOf(key)).toEqual(['charge:run', 'reserve:run', ...(mode === 'refuse' ? [] : ['ship:run']), ...undone].sort());
    }
    await sagas.start(slow, { key: 'waits', input: { mode: 'ok' } });
    for (const [step, outcome] of [['fetch', 'retry'], ['pause', 'begun'], ['go', 'begun']] as const) {
      await vi.waitFor(async () => expect((await sagas.get(slow, 'waits'))?.timeline.at(-1)).toMatchObject({ step, outcome }), patience);
      await server.kill();
      await server.again();
    }
    const state = await finished(slow, 'waits');
    expect(state).toMatchObject({ status: 'completed' });
    for (const [index, { outcome, delayMs = 0, at }] of state.timeline.entries()) {
      if (outcome === 'retry' || outcome === 'begun') expect((state.timeline.slice(index + 1).find(({ kind }) => kind !== 'takeover')?.at ?? 0) - at).toBeGreaterThanOrEqual(delayMs);
    }
    process.stderr.write(`Restate: nothing lost in ${rounds + 3} of ${rounds + 3} kills of the server\n`);
  });

  it('keeps what was started when worker and server die together, for the same key once', async () => {
    const { plain } = all();
    const keys = Array.from({ length: 20 }, (_, n) => `crowd-${n}`);
    await Promise.all(keys.map((key) => sagas.start(plain, { key, input: { mode: 'ok', slowMs: 50 } })));
    await lane.kill();
    await server.kill();
    await server.again();
    const again = await Promise.all(keys.map((key) => vi.waitFor(() => sagas.start(plain, { key, input: { mode: 'ok', slowMs: 50 } }), patience)));
    expect(new Set(again.map(({ code }) => code))).toEqual(new Set([200]));
    for (const key of keys) {
      expect((await finished(plain, key)).status).toBe('completed');
      expect(await effectsOf(key)).toEqual(['charge:run', 'reserve:run', 'ship:run']);
    }
  });

  it('accepts a start while nobody serves, and begins when somebody does who knows the chain', async () => {
    const suffix = '-later';
    const before = await Lane.open(worker.file, { suite: 'crash', suffix, participants });
    const { plain } = crashSagas(database, suffix, { transactions: false });
    await registerEndpoint({ admin: server.admin, url: before.url, definitions: [plain] });
    await before.close();
    const early = restateSagas({ ingress: server.ingress, definitions: [plain] });
    expect((await early.start(plain, { key: 'early', input: { mode: 'ok' } })).code).toBe(201);
    const looking = early.get(plain, 'early');
    const ending = early.finished(plain, 'early', { timeoutMs: 60_000 });
    // A worker with another chain under the same version leaves it alone, and says where they part.
    const changed = await Lane.open(worker.file, { suite: 'changed', suffix, participants, port: before.job.port });
    expect((await changed.seen('error'))?.['message']).toMatch(/plain-later\/early cannot go on here: .*place 1 was reserve\(.*is other\(/);
    await changed.close();
    const after = await Lane.open(worker.file, { suite: 'crash', suffix, participants, port: before.job.port });
    expect((await ending).status).toBe('completed');
    expect(await looking).toMatchObject({ key: 'early' });
    await after.close();
  });

  it('lets a frozen worker change nothing when it wakes: its late call carries the smaller fence', async () => {
    const suffix = '-frozen';
    const [frozen, rescuer] = [await Lane.open(worker.file, { suite: 'crash', suffix, participants }), await Lane.open(worker.file, { suite: 'crash', suffix, participants })];
    const door = new TcpDoor(frozen.job.port);
    const { plain } = crashSagas(database, suffix, { transactions: false });
    await registerEndpoint({ admin: server.admin, url: await door.open(), definitions: [plain] });
    const zombies = restateSagas({ ingress: server.ingress, definitions: [plain] });
    const key = 'frozen';
    await zombies.start(plain, { key, input: { mode: 'ok', slowMs: 1_000 } });
    // It is inside "charge", which takes a while before it calls.
    await vi.waitFor(async () => expect(await callsOf(key)).toHaveLength(1), patience);
    frozen.process.kill('SIGSTOP');
    door.leadsTo = rescuer.job.port;
    const state = await zombies.finished(plain, key, { timeoutMs: 60_000 });
    expect(state.status).toBe('completed');

    frozen.process.kill('SIGCONT');
    await vi.waitFor(async () => expect((await callsOf(key)).filter(({ action }) => action === 'charge:run')).toHaveLength(2), patience);
    expect((await callsOf(key)).filter(({ action }) => action === 'charge:run').map(({ fence }) => fence)).toEqual([2, 1]);
    expect(await zombies.get(plain, key)).toEqual(state);
    expect(state.timeline.filter(({ step }) => step === 'charge').map(({ epoch }) => epoch)).toEqual([2]);
    for (const each of [frozen, rescuer]) await each.close();
    await door.close();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SagaStateError, openDatabase } from '../src/index.js';
import type { Database, Definition } from '../src/index.js';
import { registerEndpoint, restatePoints, restateSagas } from '../src/restate/index.js';
import type { RestateSagas } from '../src/restate/index.js';
import { makeParticipants } from './crash-sagas.js';
import type { CrashInput, CrashSaga } from './crash-sagas.js';
import { Lane, bundleRestateWorker } from './restate-lane.js';
import { startRestate } from './restate-server.js';
import type { RestateServer } from './restate-server.js';
import { makeMessages, restateSuite } from './restate-suites.js';

type Scenario = { readonly saga: CrashSaga; readonly mode: CrashInput['mode'] };

/** Lanes run side by side. */
const lanes: readonly (readonly Scenario[])[] = [
  [{ saga: 'rich', mode: 'ok' }, { saga: 'once', mode: 'ok' }],
  [{ saga: 'rich', mode: 'refuse' }, { saga: 'final', mode: 'undo-retry' }],
  [
    { saga: 'plain', mode: 'ok' }, { saga: 'plain', mode: 'refuse' }, { saga: 'plain', mode: 'unknown' }, { saga: 'final', mode: 'unknown' },
    { saga: 'final', mode: 'after-refuse' }, { saga: 'final', mode: 'after-unknown' }, { saga: 'final', mode: 'undo-unknown' },
  ],
];

/** Kills the worker at every point, in every scenario, and compares the end with that of a run without a crash. */
export function restateCrashMatrix(): void {
  describe('kill -9 of the worker at every point: Restate', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'occwo-restate-crash-'));
    const met = new Set<string>();
    let server: RestateServer;
    let worker: Awaited<ReturnType<typeof bundleRestateWorker>>;

    beforeAll(async () => {
      [server, worker] = await Promise.all([startRestate(), bundleRestateWorker()]);
    });
    afterAll(async () => {
      await server.remove();
      worker.remove();
      rmSync(folder, { recursive: true });
    });

    it.concurrent.each(lanes.map((scenarios, index) => ({ scenarios, index, name: scenarios.map(({ saga, mode }) => `${saga} ${mode}`).join(', ') })))('$name', async ({ scenarios, index }) => {
      const participants = path.join(folder, `${index}.sqlite`);
      const suffix = `-${index}`;
      const database = await openDatabase(participants);
      await makeParticipants(database);
      await makeMessages(database);
      const lane = await Lane.open(worker.file, { suite: 'crash', suffix, participants });
      const definitions = restateSuite('crash', database, suffix);
      await registerEndpoint({ admin: server.admin, url: lane.url, definitions });
      const sagas = restateSagas({ ingress: server.ingress, definitions });
      try {
        for (const { saga, mode } of scenarios) {
          const definition = definitions.find(({ name }) => name === `${saga}${suffix}`) as Definition;
          const { points, killed } = await killEverywhere(lane, sagas, database, definition, mode, () => nothingRuns(server, suffix));
          process.stderr.write(`Restate: ${saga}, ${mode}: ended as without a crash after each of ${killed} kills at ${points} points\n`);
        }
        if (index === 0) await killTakeovers(lane, sagas, database, definitions.find(({ name }) => name === `plain${suffix}`) as Definition);
        for (const point of lane.deaths) met.add(point.split(' ')[0] as string);
      } finally {
        await lane.close();
        await database.close();
      }
    });

    it('has died at every point of the list', () => {
      expect([...met].sort()).toEqual([...restatePoints].sort());
      process.stderr.write(`Restate: died at ${met.size} of ${restatePoints.length} kinds of points\n`);
    });
  });
}

async function play(sagas: RestateSagas, definition: Definition, key: string, mode: CrashInput['mode'] = 'ok'): Promise<string> {
  await sagas.start(definition, { key, input: { mode } });
  if (definition.name.startsWith('rich')) await sagas.signal(definition, key, 'go', null, { id: 'go' });
  return key;
}

async function killEverywhere(lane: Lane, sagas: RestateSagas, database: Database, definition: Definition, mode: CrashInput['mode'], quiet: () => Promise<void>) {
  const saga = definition.name.replace(/-\d+$/, '');
  await lane.count(0);
  const whole = await play(sagas, definition, `${saga}-${mode}-whole`, mode);
  const expected = await look(sagas, database, definition, whole);
  const points = await lane.points();
  expect(points.length).toBeGreaterThan(10);
  await settle(sagas, definition, whole, quiet);
  let killed = 0;
  for (let dieAt = 1; dieAt <= points.length; dieAt++) {
    const where = `killed at point ${dieAt}: ${points[dieAt - 1]}`;
    await lane.count(dieAt);
    const deaths = lane.deaths.length;
    const found = await play(sagas, definition, `${saga}-${mode}-${dieAt}`, mode).then((key) => look(sagas, database, definition, key)).catch((error: unknown) => {
      throw new Error(where, { cause: error });
    });
    // What is written behind the end (messages, the release of a child) may come in another order: the last points may not come in time.
    await vi.waitFor(() => expect(lane.deaths.length, where).toBe(deaths + 1), { timeout: 2_000, interval: 10 }).then(() => (killed += 1), (error: unknown) => {
      if (dieAt < points.length - 8) throw error;
    });
    await settle(sagas, definition, `${saga}-${mode}-${dieAt}`, quiet);
    if (saga === 'once') {
      expect(['completed', 'compensated'], where).toContain(found.status);
      expect(found.calls.filter((action) => action === 'once:run').length, where).toBeLessThanOrEqual(1);
      continue;
    }
    expect(found.status, `${where}\n${JSON.stringify(found)}`).toBe(expected.status);
    expect(sorted(found.journal), where).toEqual(sorted(expected.journal));
    expect(found.effects, where).toEqual(expected.effects);
    expect(found.messages, where).toEqual(expected.messages.map((id) => id.replace('-whole', `-${dieAt}`)));
    // A call is repeated only if the kill fell between it and its entry; the two members of a group may both be under way.
    expect(found.calls.length - expected.calls.length, `${where}\n${JSON.stringify(found)}`).toBeLessThanOrEqual(saga === 'rich' ? 2 : 1);
    expect(new Set(found.calls), where).toEqual(new Set(expected.calls));
    expect(undosOf(found.calls), where).toEqual(undosOf(expected.calls));
    expect(found.fences, where).toBe(true);
  }
  if (expected.messages.length > 0) await killPublishing(lane, sagas, database, definition, mode, expected, quiet);
  return { points: points.length, killed };
}

/** Messages go out beside the drive: at which number they come differs, so that these two points are looked for by their names. */
async function killPublishing(lane: Lane, sagas: RestateSagas, database: Database, definition: Definition, mode: CrashInput['mode'], expected: Awaited<ReturnType<typeof look>>, quiet: () => Promise<void>): Promise<void> {
  for (const point of ['publish:before', 'publish:after']) {
    const deaths = lane.deaths.length;
    await lane.arm(point);
    const key = `${definition.name.replace(/-\d+$/, '')}-${mode}-${point.replace(':', '-')}`;
    const found = await look(sagas, database, definition, await play(sagas, definition, key, mode));
    await vi.waitFor(() => expect(lane.deaths.slice(deaths).map((death) => death.split(' ')[0]), key).toContain(point), { timeout: 10_000, interval: 10 });
    await settle(sagas, definition, key, quiet);
    expect(found.status, key).toBe(expected.status);
    expect(found.effects, key).toEqual(expected.effects);
  }
}

/** The one who takes over dies too, while it says so. */
async function killTakeovers(lane: Lane, sagas: RestateSagas, database: Database, definition: Definition): Promise<void> {
  const whole = await play(sagas, definition, 'takeover-whole');
  const expected = await look(sagas, database, definition, whole);
  for (const point of ['takeover:before', 'takeover:after']) {
    const deaths = lane.deaths.length;
    await lane.count(4);
    lane.armNext(point);
    const found = await look(sagas, database, definition, await play(sagas, definition, point));
    expect(lane.deaths.slice(deaths).map((death) => death.split(' ')[0])).toEqual(['call:after', point]);
    expect({ ...found, calls: 0, timeline: 0 }).toEqual({ ...expected, calls: 0, timeline: 0 });
    expect(found.calls.filter((action) => action === 'reserve:run').length).toBe(2);
  }
}

/** Leads a stuck saga to its end, and waits until nothing goes on: what does would be replayed, and its points counted, in the next turn. */
async function settle(sagas: RestateSagas, definition: Definition, key: string, quiet: () => Promise<void>): Promise<void> {
  const act = { actor: 'test', reason: 'test' };
  for (;;) {
    const { status, at } = await sagas.finished(definition, key);
    if (status !== 'stuck') return quiet();
    const acted = at?.step === 'pay' ? sagas.resolve(definition, key, { ...act, outcome: 'refused' }) : sagas.skip(definition, key, act);
    // Where a late kill meets the act itself, Restate makes it again, and the second finds that the first has been taken.
    await acted.catch((error: unknown) => {
      if (!(error instanceof SagaStateError)) throw error;
    });
  }
}

async function nothingRuns(server: RestateServer, suffix: string): Promise<void> {
  const query = `select id from sys_invocation where status <> 'completed' and (target_service_name like '%${suffix}' or target_service_name like '%${suffix}.outbox') limit 1`;
  await vi.waitFor(async () => {
    const reply = await fetch(`${server.admin}/query`, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ query }) });
    expect(((await reply.json()) as { rows: unknown[] }).rows).toEqual([]);
  }, { timeout: 60_000, interval: 20 });
}

async function look(sagas: RestateSagas, database: Database, definition: Definition, key: string) {
  const state = await sagas.finished(definition, key, { timeoutMs: 60_000 });
  const calls = await database.query<{ action: string; fence: number }>('select action, fence from participant_call where saga in ($1, $2) order by n', [key, `${key}/child`]);
  const effects = await database.query<{ action: string }>('select action from participant_effect where saga in ($1, $2)', [key, `${key}/child`]);
  const isEmitted = state.timeline.some(({ step, outcome }) => step === 'probe' && outcome === 'ok');
  // Messages leave behind the step's entry; at least once.
  const messages = await vi.waitFor(async () => {
    const rows = await database.query<{ id: string }>('select distinct id from participant_message where key = $1', [`${definition.name}/${key}`]);
    expect(rows.length > 0).toBe(isEmitted);
    return rows.map(({ id }) => id);
  }, { timeout: 20_000, interval: 10 });
  const journal = state.timeline
    .filter(({ kind, step }) => kind !== 'takeover' && kind !== 'signal' && step !== 'go')
    .map(({ kind, step, outcome }) => `${kind} ${step} ${outcome ?? ''}`);
  const own = calls.filter(({ action }) => !action.startsWith('inner'));
  const fences = own.every(({ fence }, index) => index === 0 || fence >= (own[index - 1]?.fence ?? 0));
  return { status: state.status, journal, calls: calls.map(({ action }) => action), effects: effects.map(({ action }) => action).sort(), messages, fences, timeline: state.timeline };
}

/** Members of a group end in either order. */
const sorted = (journal: readonly string[]) => journal.map((line) => line.replace(/left|right/, 'member')).sort();

/** Undos in their order, a repeat dropped; members of a group, which go back at once, under one name. */
const undosOf = (calls: readonly string[]): string[] =>
  calls
    .filter((action) => action.endsWith(':undo'))
    .map((action) => action.replace(/left|right/, 'member'))
    .filter((action, index, all) => action !== all[index - 1]);

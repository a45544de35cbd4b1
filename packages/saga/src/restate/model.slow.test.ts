import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../index.js';
import type { Definition } from '../index.js';

import { breach } from '../../test/laws.js';
import { isGroup } from '../../test/model.js';
import type { SagaSpec, Status } from '../../test/model.js';
import { Builder, makeModelTables, modelCalls, modelSpecs, scale } from '../../test/restate-model.js';
import { Lane, bundleRestateWorker } from '../../test/restate-lane.js';
import { hasRestate, startRestate } from '../../test/restate-server.js';
import { registerEndpoint, restateSagas } from './index.js';
import type { RestateSagas } from './index.js';

const atOnce = 6;
const killEveryMs = 700;

describe.skipIf(!hasRestate())('random sagas against the reference model: Restate', () => {
  it(`end as the rules say, while workers die (${modelSpecs().length} sagas)`, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'occwo-restate-model-'));
    const participants = path.join(folder, 'model.sqlite');
    const database = await openDatabase(participants);
    await makeModelTables(database);
    const [server, worker] = await Promise.all([startRestate(), bundleRestateWorker()]);
    const lane = await Lane.open(worker.file, { suite: 'model', suffix: '', participants });
    try {
      const specs = modelSpecs();
      const builders = specs.map((spec, n) => new Builder(database, n, '').build('root', spec.places, spec.pivot));
      const definitions = builders.map(({ definition }) => definition);
      await registerEndpoint({ admin: server.admin, url: lane.url, definitions });
      const sagas = restateSagas({ ingress: server.ingress, definitions });

      let isOver = false;
      let kills = 0;
      const killing = (async () => {
        for (; !isOver && kills < specs.length; kills++) {
          await new Promise((resolve) => setTimeout(resolve, killEveryMs));
          await lane.kill();
        }
      })();
      const numbers = specs.keys();
      const ends = new Map<Status, number>();
      const playNext = async (): Promise<void> => {
        for (const n of numbers) {
          const { definition, specs: calls } = builders[n] as (typeof builders)[number];
          // Whoever may die at any moment leaves the outcome of a call open.
          const spec: SagaSpec = { ...(specs[n] as SagaSpec), crashes: [{ after: 1, applied: true }] };
          const status = await play(sagas, definition, spec);
          ends.set(status, (ends.get(status) ?? 0) + 1);
          const effects = await database.query<{ id: string }>('select id from model_effect where run = $1', [n]);
          const made = await modelCalls(database, n, calls);
          const problem = breach(spec, { status, calls: made, effects: new Set(effects.map(({ id }) => id)), specs: calls, timelines: '' });
          const state = problem && (await sagas.get(definition, 'k'));
          if (!problem) await settle(sagas, definition);
          expect(problem, `${n}: ${JSON.stringify({ spec, made, timeline: state && state.timeline })}`).toBeUndefined();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, playNext)).finally(() => (isOver = true));
      await killing;
      process.stderr.write(`Restate: ${specs.length} of ${specs.length} random sagas ended as the model says (${[...ends].map(([status, count]) => `${count} ${status}`).join(', ')}), ${kills} kills\n`);
      expect(ends.size).toBe(3);
    } finally {
      await lane.close();
      await server.remove();
      worker.remove();
      await database.close();
      rmSync(folder, { recursive: true });
    }
  });
});

/** Leads stuck sagas to their end: whatever stays open is replayed after every kill, and in the end nothing else would happen. */
async function settle(sagas: RestateSagas, root: Definition): Promise<void> {
  const act = { actor: 'test', reason: 'test' };
  const settleOne = async (definition: Definition, key: string): Promise<void> => {
    const { status, at } = (await sagas.get(definition, key)) ?? {};
    if (status !== 'stuck') return;
    const settled = at?.step === 'pivot' ? sagas.resolve(definition, key, { ...act, outcome: 'refused' }) : sagas.skip(definition, key, act);
    await settled.catch(() => undefined);
  };
  while ((await sagas.finished(root, 'k', { timeoutMs: 100 })).status === 'running' || (await sagas.get(root, 'k'))?.status === 'stuck') {
    await settleOne(root, 'k');
    for (const { name, child } of root.steps.values()) if (child) await settleOne(child, `k/${name}`);
  }
}

/** Plays a saga with its signals and its cancel; a child that is stuck holds its parent, too. */
async function play(sagas: RestateSagas, definition: Definition, spec: SagaSpec): Promise<Status> {
  const after = (milliseconds: number, act: () => Promise<void>) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds / scale)).then(act).catch((error: unknown) => {
      if (!String(error).includes('SagaStateError')) throw error;
    });
  await sagas.start(definition, { key: 'k', input: {} });
  const acts = spec.places.flatMap((at, place) =>
    !isGroup(at) && at.kind === 'wait' && at.signalAt !== undefined ? [after(at.signalAt, () => sagas.signal(definition, 'k', `p${place}`, place, { id: 'only' }))] : []);
  if (spec.cancelAt !== undefined) acts.push(after(spec.cancelAt, () => sagas.cancel(definition, 'k', { actor: 'test', reason: 'test' })));
  await Promise.all(acts);
  const children = [...definition.steps.values()].flatMap(({ name, child }) => (child ? [{ child, key: `k/${name}` }] : []));
  for (let tries = 0; tries < 100; tries++) {
    const { status } = await sagas.finished(definition, 'k', { timeoutMs: 300 });
    if (status !== 'running') return status;
    const states = await Promise.all(children.map(({ child, key }) => sagas.get(child, key)));
    if (states.some((state) => state?.status === 'stuck')) return 'stuck';
  }
  throw new Error(`${definition.name} does not end: ${JSON.stringify(await sagas.get(definition, 'k'))}`);
}


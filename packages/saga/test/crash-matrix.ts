import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSagas } from '../src/index.js';
import type { Database, Definition, Sagas } from '../src/index.js';
import { crashPoints } from '../src/runner/points.js';
import { crashSagas, makeParticipants } from './crash-sagas.js';
import type { CrashInput, CrashSaga } from './crash-sagas.js';
import type { TestDatabase } from './databases.js';
import { bundleWorker } from './processes.js';

const scenarios: { readonly saga: CrashSaga; readonly mode: CrashInput['mode'] }[] = [
  { saga: 'plain', mode: 'ok' }, { saga: 'plain', mode: 'refuse' }, { saga: 'plain', mode: 'unknown' },
  { saga: 'rich', mode: 'ok' }, { saga: 'rich', mode: 'refuse' }, { saga: 'once', mode: 'ok' },
  { saga: 'final', mode: 'unknown' }, { saga: 'final', mode: 'after-refuse' }, { saga: 'final', mode: 'after-unknown' },
  { saga: 'final', mode: 'undo-retry' }, { saga: 'final', mode: 'undo-unknown' },
  { saga: 'moved', mode: 'ok' }, { saga: 'moved', mode: 'refuse' },
];
const leaseMs = 3_000;
const atOnce = 4;

/** Kills a worker at every point between two writes, in every scenario, and compares the end with that of a run without a crash. */
export function crashMatrix(name: string, make: () => Promise<TestDatabase>): void {
  describe(`kill -9 at every point: ${name}`, () => {
    let made: TestDatabase;
    let database: Database;
    let worker: Awaited<ReturnType<typeof bundleWorker>>;
    const folder = mkdtempSync(path.join(tmpdir(), 'occwo-trace-'));
    const met = new Set<string>();

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
      rmSync(folder, { recursive: true });
    });

    const look = async (rescuer: Sagas, definition: Definition, key: string) => {
      const state = await rescuer.finished(definition, key, { timeoutMs: 30_000 });
      const calls = await database.query<{ action: string }>('select action from participant_call where saga in ($1, $2) order by n', [key, `${key}/child`]);
      const effects = await database.query<{ action: string }>('select action from participant_effect where saga in ($1, $2)', [key, `${key}/child`]);
      const messages = await database.query('select mid from saga_outbox where key = $1', [`${definition.name}/${key}`]);
      const journal = state.timeline
        .filter(({ kind, step }) => kind !== 'takeover' && kind !== 'signal' && kind !== 'migrate' && step !== 'go')
        .map(({ kind, step, outcome }) => `${kind} ${step} ${outcome ?? ''}`);
      return { status: state.status, journal, calls: calls.map(({ action }) => action), effects: effects.map(({ action }) => action).sort(), messages: messages.length };
    };

    it.each(scenarios)('$saga, $mode', { timeout: 180_000 }, async ({ saga, mode }) => {
      const jobOf = (name: string) => ({ url: made.url, leaseMs, saga, suffix: `-${mode}-${name}`, key: `${saga}-${mode}-${name}`, input: { mode } });
      const trace = path.join(folder, `${saga}-${mode}`);
      await begun(database, saga, mode, [jobOf('whole')]);
      expect(await worker.run({ ...jobOf('whole'), trace }).ended).toBeNull();
      const points = readFileSync(trace, 'utf8').trim().split('\n');
      for (const point of points) met.add(point.split(' ')[0] as string);

      const numbers = points.map((_, index) => index + 1);
      await begun(database, saga, mode, numbers.map((n) => jobOf(`${n}`)));
      let killed = 0;
      const killNext = async (): Promise<void> => {
        for (let dieAt = numbers.shift(); dieAt !== undefined; dieAt = numbers.shift()) {
          const signal = await worker.run({ ...jobOf(`${dieAt}`), dieAt }).ended;
          if (signal === 'SIGKILL') killed += 1;
          // A saga that parks and wakes may have a point more or less than the traced one: its last points may not come.
          else expect([parks(saga), dieAt > points.length - 6], `point ${dieAt}: ${points[dieAt - 1]}`).toEqual([true, true]);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, killNext));

      const names = ['whole', ...points.map((_, index) => `${index + 1}`)];
      const definitions = names.map((name) => crashSagas(database, jobOf(name).suffix)[saga]);
      const rescuer = createSagas({ database, definitions, leaseMs: 30_000, pollMs: 40, holdMs: 20 });
      await rescuer.work();
      const expected = await look(rescuer, definitions[0] as Definition, jobOf('whole').key);
      for (const [index, definition] of definitions.entries()) {
        if (index === 0) continue;
        const where = `killed at point ${index}: ${points[index - 1]}`;
        const { key } = jobOf(`${index}`);
        // The caller, too, tries again after an error: the same key, and the signal with the same id.
        await rescuer.start(definition, { key, input: { mode } });
        if (saga === 'rich' || saga === 'moved') await rescuer.signal(definition, key, 'go', null, { id: 'go' }).catch(() => undefined);
        const found = await look(rescuer, definition, key);
        if (saga === 'once') {
          expect(['completed', 'compensated'], where).toContain(found.status);
          expect(found.calls.filter((action) => action === 'once:run').length, where).toBeLessThanOrEqual(1);
          continue;
        }
        expect(found.status, `${where}\n${JSON.stringify(found)}`).toBe(expected.status);
        expect(sorted(found.journal), where).toEqual(sorted(expected.journal));
        expect(found.effects, where).toEqual(expected.effects);
        expect(found.messages, where).toBe(expected.messages);
        // A call is repeated only if the kill fell between it and its entry; the two members of a group may both be under way.
        expect(found.calls.length - expected.calls.length, where).toBeLessThanOrEqual(saga === 'rich' ? 2 : 1);
        expect(new Set(found.calls), where).toEqual(new Set(expected.calls));
        expect(undosOf(found.calls), where).toEqual(undosOf(expected.calls));
      }
      await rescuer.stop();
      process.stderr.write(`${name}: ${saga}, ${mode}: ended as without a crash after each of ${killed} kills at ${points.length} points\n`);
    });

    it('has met every point of the list', () => {
      expect([...met].sort()).toEqual([...crashPoints].sort());
    });
  });
}

const parks = (saga: CrashSaga) => saga === 'rich' || saga === 'moved';

/** Before the workers come: sagas that were begun by the older definition, and stand in its middle. */
async function begun(database: Database, saga: CrashSaga, mode: CrashInput['mode'], jobs: readonly { suffix: string; key: string }[]): Promise<void> {
  if (saga !== 'moved') return;
  const olders = jobs.map(({ suffix, key }) => ({ key, older: crashSagas(database, suffix).older }));
  const before = createSagas({ database, definitions: olders.map(({ older }) => older), pollMs: 40, holdMs: 0 });
  await before.work();
  for (const { older, key } of olders) await before.start(older, { key, input: { mode } });
  for (const { older, key } of olders) {
    await vi.waitFor(async () => expect((await before.get(older, key))?.timeline.at(-1)).toMatchObject({ step: 'go', outcome: 'begun' }), { timeout: 20_000 });
  }
  await before.stop();
}

/** Members of a group end in either order. */
const sorted = (journal: readonly string[]) => journal.map((line) => line.replace(/left|right/, 'member')).sort();

/** Undos in their order, a repeat dropped; members of a group, which go back at once, under one name. */
const undosOf = (calls: readonly string[]): string[] =>
  calls
    .filter((action) => action.endsWith(':undo'))
    .map((action) => action.replace(/left|right/, 'member'))
    .filter((action, index, all) => action !== all[index - 1]);

import { expect, it, vi } from 'vitest';
import { createSagas } from '../src/index.js';
import type { Database } from '../src/index.js';
import { crashSagas } from './crash-sagas.js';
import type { CrashInput } from './crash-sagas.js';
import type { bundleWorker } from './processes.js';

/** A place where a worker can be stopped: in a run, an undo, the pivot, or behind it. */
export interface Frozen {
  readonly saga: 'plain' | 'final';
  readonly mode: CrashInput['mode'];
  readonly step: string;
  readonly direction: 'run' | 'undo';
  readonly ends: string;
}

export interface FreezeWorld {
  readonly url: string;
  readonly database: Database;
  readonly worker: Awaited<ReturnType<typeof bundleWorker>>;
}

/** SIGSTOP for longer than the lease, takeover by another worker, SIGCONT: what the first writes is refused, what it calls carries the smaller fence. */
export function freezing(states: readonly Frozen[], world: () => FreezeWorld): void {
  it.each(states)('changes nothing when it wakes, and its late call carries the smaller fence: $direction of $step', async ({ saga, mode, step, direction, ends }) => {
    const { url, database, worker } = world();
    const action = `${step}:${direction}`;
    const key = `frozen-${action}`;
    const input: CrashInput = { mode, slowMs: 400, slowAt: action };
    const frozen = worker.run({ url, leaseMs: 900, saga, suffix: `-${step}-${direction}`, key, input, stay: true });
    await frozen.seen('ready');
    const callsOf = () => database.query<{ action: string; fence: number }>('select action, fence from participant_call where saga = $1 order by n', [key]);
    // It is inside the step, which takes a while before it calls.
    await frozen.seen(`call:before ${direction}:${step}`);
    frozen.child.kill('SIGSTOP');

    const definition = crashSagas(database, `-${step}-${direction}`)[saga];
    const rescuer = createSagas({ database, definitions: [definition], leaseMs: 30_000, pollMs: 40 });
    await rescuer.work();
    const state = await rescuer.finished(definition, key, { timeoutMs: 30_000 });
    expect(state.status).toBe(ends);
    const before = await rescuer.get(definition, key);
    const seen = Math.max(...(await callsOf()).map(({ fence }) => fence));

    frozen.child.kill('SIGCONT');
    await frozen.seen('lease-lost');
    // Its late call, if it comes, comes now; and all that it could write it would have written.
    await vi.waitFor(async () => expect((await callsOf()).filter((call) => call.action === action).length).toBe(2), { timeout: 10_000 });
    expect((await callsOf()).filter(({ fence }) => fence < seen).at(-1)?.action).toBe(action);
    expect(await rescuer.get(definition, key)).toEqual(before);
    const entries = before?.timeline.filter((entry) => entry.step === step && entry.kind === direction);
    expect(entries?.map(({ epoch }) => epoch)).toEqual([seen]);
    frozen.child.kill('SIGKILL');
    await frozen.ended;
    await rescuer.stop();
  });
}

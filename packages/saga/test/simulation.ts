import { fakeClock } from '@occwo/core/testing';
import { Refused, saga } from '../src/index.js';
import type { Definition, RunContext } from '../src/index.js';
import { Sagas } from '../src/runner/sagas.js';
import { memoryStore } from '../src/store/memory-store.js';
import type { Store } from '../src/store/store.js';
import { isGroup, timeoutMs } from './model.js';
import type { CallSpec, PlaceSpec, SagaSpec, Status } from './model.js';

/** One call that reached a participant. `place` counts within its saga. */
export interface Call {
  readonly saga: string;
  readonly step: string;
  readonly place: number;
  readonly direction: 'run' | 'undo';
  readonly spec: CallSpec;
  ok: boolean;
}

export interface Outcome {
  readonly status: Status | 'lost';
  readonly calls: readonly Call[];
  /** Steps whose effect is there at the end, as `saga/step`. */
  readonly effects: ReadonlySet<string>;
  readonly specs: ReadonlyMap<string, CallSpec>;
  readonly timelines: string;
}

const forever = new Promise<never>(() => {});

/** One process: when it dies, nothing that it began comes to an end. */
interface Process {
  dead: boolean;
}

/** Plays one saga to its end in virtual time, with crashes, a cancel and signals as the spec says. */
export async function simulate(spec: SagaSpec): Promise<Outcome> {
  const clock = fakeClock();
  const store = memoryStore(clock);
  const calls: Call[] = [];
  const effects = new Set<string>();
  const specs = new Map<string, CallSpec>();
  const counts = new Map<string, number>();

  const participant = async (process: Process, context: RunContext<unknown, unknown>, call: Omit<Call, 'ok'>): Promise<string> => {
    const id = `${call.saga}/${call.step}`;
    const count = (counts.get(context.key) ?? 0) + 1;
    counts.set(context.key, count);
    const made: Call = { ...call, ok: false };
    calls.push(made);
    const { spec: what, direction } = call;
    if (what.takes > 0) await new Promise<void>((resolve) => clock.schedule(resolve, what.takes));
    if (process.dead) return forever;
    if (direction === 'undo') {
      if (what.undo === 'broken' || (what.undo === 'flaky' && count <= 2)) throw new Error('undo failed');
      effects.delete(id);
    } else {
      if (count <= what.flaky || what.run === 'fail') {
        if (what.effective) effects.add(id);
        throw new Error('no answer');
      }
      if (what.run === 'refuse' && !effects.has(id)) throw new Refused('no');
      effects.add(id);
    }
    made.ok = true;
    return id;
  };

  const build = (process: Process, name: string, places: readonly PlaceSpec[], pivot?: SagaSpec['pivot']): Definition => {
    let chain = saga<unknown>(name) as unknown as Record<string, (...parameters: unknown[]) => typeof chain>;
    const optionsOf = (step: string, place: number, call: CallSpec, isFinal: boolean) => {
      specs.set(`${name}/${step}`, call);
      const act = (direction: 'run' | 'undo') => (context: RunContext<unknown, unknown>) =>
        participant(process, context, { saga: name, step, place, direction, spec: call });
      return {
        run: act('run'),
        ...(!isFinal && { undo: call.undo === 'none' ? 'nothing to undo' : act('undo'), undoAttempts: 3 }),
        delivery: call.delivery,
        ...(call.delivery === 'probe' && { probe: async () => (effects.has(`${name}/${step}`) ? { result: 'found' } : undefined) }),
      };
    };
    for (const [place, at] of places.entries()) {
      if (isGroup(at)) {
        chain = chain['parallel']?.(Object.fromEntries(at.map((call, n) => [`p${place}s${n}`, optionsOf(`p${place}s${n}`, place, call, false)]))) as typeof chain;
      } else if (at.kind === 'wait') {
        chain = chain['wait']?.(`p${place}`, { timeoutMs, onTimeout: at.onTimeout }) as typeof chain;
      } else if (at.kind === 'sleep') {
        chain = chain['sleep']?.(`p${place}`, at.milliseconds) as typeof chain;
      } else {
        chain = chain['child']?.(`p${place}`, { saga: build(process, `${name}-p${place}`, at.places), input: () => ({}) }) as typeof chain;
      }
    }
    if (pivot) {
      chain = chain['pivot']?.('pivot', optionsOf('pivot', places.length, pivot.call, true)) as typeof chain;
      for (const [n, call] of pivot.after.entries()) {
        chain = chain['then']?.(`after${n}`, optionsOf(`after${n}`, places.length + 1 + n, call, true)) as typeof chain;
      }
    }
    return chain as unknown as Definition;
  };

  /** A worker that dies at its nth use of the store. */
  const begin = async (crash: SagaSpec['crashes'][number] | undefined): Promise<{ sagas: Sagas; process: Process; definition: Definition }> => {
    const process: Process = { dead: false };
    const definition = build(process, 'root', spec.places, spec.pivot);
    const own = mortal(store, process, crash, spec.faults);
    const sagas = new Sagas({ store: own, definitions: [definition], clock, random: () => 0.5, pollMs: 1_000, leaseMs: 6_000 });
    void sagas.work();
    await clock.advance(0);
    return { sagas, process, definition };
  };

  const crashes = [...spec.crashes];
  let worker = await begin(crashes.shift());
  const outside = new Sagas({ store, definitions: [build({ dead: false }, 'root', spec.places, spec.pivot)], clock, random: () => 0.5 });
  const startedAt = clock.now();
  const { id } = await outside.start(worker.definition, { key: 'k', input: {} });
  const pending = spec.places.flatMap((at, place) =>
    !isGroup(at) && at.kind === 'wait' && at.signalAt !== undefined
      ? [{ at: at.signalAt, act: () => outside.signal('root', 'k', `p${place}`, place, { id: 'only' }) }] : []);
  if (spec.cancelAt !== undefined) pending.push({ at: spec.cancelAt, act: () => outside.cancel('root', 'k', { actor: 'test', reason: 'test' }) });

  let status: Outcome['status'] = 'lost';
  for (let turn = 0; turn < 8_000; turn++) {
    for (const item of pending.filter(({ at }) => clock.now() - startedAt >= at)) {
      pending.splice(pending.indexOf(item), 1);
      await item.act().catch(() => undefined);
    }
    if (worker.process.dead) worker = await begin(crashes.shift());
    const all = await store.list({ limit: 100 });
    const root = all.find((row) => row.id === id);
    if (root?.status !== 'running') {
      status = root?.status ?? 'lost';
      break;
    }
    if (all.some((row) => row.status === 'stuck')) {
      status = 'stuck';
      break;
    }
    const nearest = Math.min(...pending.map(({ at }) => at - (clock.now() - startedAt)), 1_000);
    await clock.advance(Math.max(nearest, 1));
  }
  const rows = await store.list({ limit: 100 });
  const journals = await Promise.all(rows.map(async (row) => (await store.load(row.id))?.journal.map((entry) => `${row.name} ${entry.seq} ${entry.kind} ${entry.step} ${entry.outcome ?? ''} e${entry.epoch}`)));
  return { status, calls, effects, specs, timelines: journals.flat().join('\n') };
}

const counted = new Set(['append', 'release', 'claim']);

function mortal(store: Store, process: Process, crash: SagaSpec['crashes'][number] | undefined, faults: SagaSpec['faults']): Store {
  let uses = 0;
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (typeof target[name] !== 'function') return target[name];
      const method = target[name] as (...parameters: unknown[]) => Promise<unknown>;
      return async (...parameters: unknown[]) => {
        if (process.dead) return forever;
        if (counted.has(name)) uses += 1;
        const isLast = crash !== undefined && counted.has(name) && uses >= crash.after;
        const fault = counted.has(name) ? faults.find(({ use }) => use === uses) : undefined;
        if (fault && !isLast) {
          if (fault.applied) await method(...parameters);
          throw new Error('the connection broke');
        }
        if (isLast && !crash.applied) {
          process.dead = true;
          return forever;
        }
        const answer = await method(...parameters);
        if (isLast) process.dead = true;
        return process.dead ? forever : answer;
      };
    },
  });
}

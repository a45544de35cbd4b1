import { fakeClock } from '@occwo/core/testing';
import type { FakeClock } from '@occwo/core/testing';
import type { Definition } from '../define/definition.js';
import type { Direction } from '../engine/entry.js';
import type { CrashPoint } from '../runner/points.js';
import { Sagas } from '../runner/sagas.js';
import type { SagaState } from '../runner/state.js';
import { memoryStore } from '../store/memory-store.js';
import type { Message, Store } from '../store/store.js';
import { instrument } from './instrument.js';
import type { Life, TestCall } from './instrument.js';

/** A saga on a test bench: in memory, on a clock that skips every wait. */
export interface SagaTest<Input, Results> {
  readonly clock: FakeClock;
  /** Every call that reached the functions of a step, in order. */
  readonly calls: readonly TestCall[];
  /** What the steps have emitted, as the outbox would send it. */
  readonly messages: readonly Message[];
  /** The next `times` calls (default 1) of the step throw this error instead of being made. */
  fail(step: string, error: Error, options?: { direction?: Direction; times?: number }): void;
  /** The worker dies at this point (`call:before`, `call:after`, `append:before`, `append:after` …) of this step; another takes over. */
  crash(point: CrashPoint, step?: string): void;
  /** Starts the saga and drives it to its end, or until it is stuck. */
  run(input: Input, options?: { key?: string }): Promise<SagaState<Results>>;
  /** Starts the saga and lets `milliseconds` pass: for signals and cancels in between. Finish with {@link SagaTest.finish}. */
  start(input: Input, options?: { key?: string; milliseconds?: number }): Promise<void>;
  signal(name: string, payload?: unknown, options?: { key?: string }): Promise<void>;
  cancel(options?: { key?: string }): Promise<void>;
  finish(options?: { key?: string }): Promise<SagaState<Results>>;
}

const defaultKey = 'test';
const forever = new Promise<never>(() => {});

/**
 * Puts a saga on the test bench.
 * @example
 * const test = testSaga(publish);
 * test.fail('upload', new Refused('no such category'));
 * test.crash('call:after', 'draft');
 * const { status } = await test.run({ offerId: '42' });
 * expect(status).toBe('compensated');
 * expect(test.calls.map(({ step, direction }) => `${direction} ${step}`)).toContain('undo draft');
 */
export function testSaga<Input, Results>(definition: Definition<Input, Results>): SagaTest<Input, Results> {
  const clock = fakeClock();
  const store = memoryStore(clock);
  const calls: TestCall[] = [];
  const faults: { step: string; direction: Direction; error: Error; times: number }[] = [];
  const crashes: { point: CrashPoint; step: string | undefined }[] = [];
  let worker: { readonly sagas: Sagas; readonly life: Life } | undefined;

  const nextFault = (step: string, direction: Direction): unknown => {
    const fault = faults.find((item) => item.step === step && item.direction === direction && item.times > 0);
    if (!fault) return undefined;
    fault.times -= 1;
    return fault.error;
  };
  const begin = async () => {
    const life: Life = { dead: false };
    const own = instrument(definition, life, { next: nextFault }, (call) => calls.push(call));
    const onPoint = (point: CrashPoint, detail = '') => {
      const index = crashes.findIndex((crash) => crash.point === point && (crash.step === undefined || detail.split(':').includes(crash.step)));
      if (index < 0) return;
      crashes.splice(index, 1);
      life.dead = true;
    };
    const sagas = new Sagas({ store: mortal(store, life), definitions: [own], clock, random: () => 0.5, onPoint, leaseMs: 60_000, pollMs: 10_000 });
    worker = { sagas, life };
    void sagas.work();
    await clock.advance(0);
    return worker;
  };
  const living = async (): Promise<Sagas> => (worker && !worker.life.dead ? worker : await begin()).sagas;
  /** From outside: a caller that no crash of the worker touches. */
  const outside = new Sagas({ store, definitions: [definition], clock, random: () => 0.5 });

  return {
    clock,
    calls,
    messages: store.outbox,
    fail: (step, error, { direction = 'run', times = 1 } = {}) => void faults.push({ step, direction, error, times }),
    crash: (point, step) => void crashes.push({ point, step }),
    async run(input, options = {}) {
      await this.start(input, { ...options, milliseconds: 0 });
      return this.finish(options);
    },
    async start(input, { key = defaultKey, milliseconds = 1 } = {}) {
      await living();
      await outside.start(definition, { key, input: input as never });
      await clock.advance(milliseconds);
    },
    signal: (name, payload, { key = defaultKey } = {}) => outside.signal(definition, key, name, payload),
    cancel: ({ key = defaultKey } = {}) => outside.cancel(definition, key, { actor: 'test', reason: 'test' }),
    async finish({ key = defaultKey } = {}) {
      for (;;) {
        await living();
        const state = await outside.get(definition, key);
        if (!state) throw new Error(`There is no saga under the key "${key}": start it first`);
        if (state.status !== 'running') return state as SagaState<Results>;
        if (clock.pending === 0) throw new Error(`The saga waits at "${state.at?.step}" for something that does not come: send its signal`);
        await clock.advance(1_000);
      }
    },
  };
}

/** The store as a worker sees it that may die: afterwards no answer comes any more. */
function mortal(store: Store, life: Life): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (typeof target[name] !== 'function') return target[name];
      const method = target[name] as (...parameters: unknown[]) => Promise<unknown>;
      return async (...parameters: unknown[]) => {
        if (life.dead) return forever;
        const answer = await method(...parameters);
        return life.dead ? forever : answer;
      };
    },
  });
}

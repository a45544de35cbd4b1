import { sleep, systemClock, systemRandom } from '@occwo/core';
import type { Queryable, Transaction } from '../database/database.js';
import type { Definition, InputOf, Place, ResultsOf } from '../define/definition.js';
import { outlineOf } from '../define/outline.js';
import type { NewEntry } from '../engine/entry.js';
import { olderOf } from '../engine/migrate.js';
import { openStore } from '../store/sql-store.js';
import type { Listing, Loaded, NewSaga, SagaRow, SagaStatus, Similarity, StartAnswer, StatsLine, Store } from '../store/store.js';
import type { DriveEnd } from './drive.js';
import { SagaConflictError, SagaNotFoundError } from './errors.js';
import { pointDetail } from './hand.js';
import { emitterOf } from './instrumentation.js';
import { hashOf, throughJson } from './json.js';
import { cancelEntry, checkCancel, checkSignal, resolveEntry, retryEntry, signalEntry, skipEntry } from './operate.js';
import type { Act, Resolution } from './operate.js';
import { silent } from './options.js';
import type { SagasOptions, SagasOverStore } from './options.js';
import type { Runtime } from './runtime.js';
import { checkKey } from './saga-key.js';
import { Slots } from './slots.js';
import { stateOf } from './state.js';
import type { SagaState } from './state.js';
import { Worker } from './worker.js';

export interface StartOptions<Input> {
  /** Idempotency key, 1 to 500 characters: the same key and input give back the first saga. */
  readonly key: string;
  /** Any JSON value. */
  readonly input: Input;
  /** Your open transaction: the saga exists if and only if it commits. */
  readonly tx?: Queryable | Transaction;
  /** Refuse to start if a saga with the same token was started within `withinMs` under another key. */
  readonly similar?: Similarity;
}

/** A started saga. `code` is the HTTP status that fits: 201 new, 200 known by its key. */
export interface Started<Results> {
  readonly code: 201 | 200;
  readonly id: number;
  readonly key: string;
  /** At the time of the start. */
  readonly status: SagaStatus;
  /** Resolves when the saga has ended or is stuck, at the latest after `timeoutMs`: then its status is still `running`. */
  finished(options?: { timeoutMs?: number }): Promise<SagaState<Results>>;
}

/** Sagas a transaction of `prune`. Those to be archived are read with their journals, which may be long. */
const pruneSlice = 500;
const archiveSlice = 100;

type Named = string | Definition;
const nameOf = (saga: Named): string => (typeof saga === 'string' ? saga : saga.name);

/** The runner. Make one a process with {@link createSagas}. */
export class Sagas {
  private readonly worker: Worker;
  private readonly definitions: ReadonlyMap<string, Definition>;
  private readonly runtime: Runtime;
  private readonly pollMs: number;

  constructor(private readonly options: SagasOverStore) {
    const { store, concurrency = 256, leaseMs = 15_000, pollMs = 200, holdMs = 1_000, instrumentation, onEvent, onPoint } = options;
    this.pollMs = pollMs;
    this.definitions = new Map(withChildren(options.definitions).map((definition) => [definition.fingerprint, definition]));
    const successors = successorsOf(this.definitions);
    this.runtime = {
      store,
      clock: options.clock ?? systemClock,
      random: options.random ?? systemRandom,
      log: options.log ?? silent,
      slots: new Slots(),
      holdMs,
      point: onPoint ? (name, detail) => onPoint(name, typeof detail === 'object' ? pointDetail(detail) : detail) : () => {},
      instrumentation,
      emit: emitterOf(instrumentation, onEvent),
      definitionOf: (fingerprint) => this.definitions.get(fingerprint) ?? successors.get(fingerprint),
    };
    const suffix = Math.floor(this.runtime.random() * 36 ** 8).toString(36);
    const name = `${options.worker ?? process.pid}-${suffix}`;
    this.worker = new Worker(this.runtime, this.definitions, name, { concurrency, leaseMs, pollMs });
  }

  /** Begins to drive sagas: new ones, due ones, and those of workers that died. Throws `SagaShapeError` if a definition changed under running sagas. */
  work(): Promise<void> {
    return this.worker.begin();
  }

  /** Stops driving: running attempts may finish within `drainMs` (default 10 000), everything else is given back at once. */
  async stop({ drainMs = 10_000 }: { drainMs?: number } = {}): Promise<void> {
    await this.worker.stop(drainMs);
    await this.store.close();
  }

  /**
   * Starts a saga, once for its key. Safe to repeat after an error.
   * Throws {@link SagaConflictError} (409) if the key was used with another input, or a similar saga was found.
   */
  async start<Saga extends Definition>(saga: Saga, options: StartOptions<InputOf<Saga>>): Promise<Started<ResultsOf<Saga>>> {
    const { key, tx, similar } = options;
    if (!this.definitions.has(saga.fingerprint)) throw new TypeError(`Saga "${saga.name}" version ${saga.version} is not among the definitions of createSagas`);
    checkKey(key);
    const input = throughJson(options.input, `The input of saga "${saga.name}"`) ?? null;
    const place = tx || similar ? { owner: undefined, begun: () => {} } : this.worker.reserve();
    const { name, version, fingerprint, deadlineMs } = saga;
    const request: NewSaga = { name, version, fingerprint, key, input, inputHash: hashOf(input), deadlineMs, owner: place.owner };
    this.runtime.point('start:before', key);
    let answer: StartAnswer;
    try {
      answer = await this.store.start(request, { ...(tx && { on: tx }), ...(similar && { similar }) });
      this.runtime.point('start:after', key);
      if (answer.is === 'new') this.begun(answer.row, tx);
    } finally {
      place.begun();
    }
    const { row } = answer;
    if (answer.is === 'other' || answer.is === 'similar') throw new SagaConflictError(row, answer.is);
    const finished = (wait: { timeoutMs?: number } = {}) => this.finishedById(row.id, wait.timeoutMs) as Promise<SagaState<ResultsOf<Saga>>>;
    return { code: answer.is === 'new' ? 201 : 200, id: row.id, key: row.key, status: row.status, finished };
  }

  /** Resolves when the saga has ended or is stuck, at the latest after `timeoutMs`. */
  async finished<Saga extends Definition>(saga: Saga, key: string, options: { timeoutMs?: number } = {}): Promise<SagaState<ResultsOf<Saga>>> {
    const { row } = await this.find(saga, key);
    return (await this.finishedById(row.id, options.timeoutMs)) as SagaState<ResultsOf<Saga>>;
  }

  /** Hands a payload to the step that waits for it, now or later. The same `id` counts once. */
  async signal(saga: Named, key: string, name: string, payload?: unknown, { id }: { id?: string } = {}): Promise<void> {
    const { row } = await this.find(saga, key);
    await this.note(row, signalEntry(name, payload, id), checkSignal);
  }

  /** Asks the saga to go back. Throws `SagaStateError` (409) when it is past its pivot or over. */
  async cancel(saga: Named, key: string, act: Act): Promise<void> {
    const { row } = await this.find(saga, key);
    const definition = await this.definitionOf(row);
    await this.note(row, cancelEntry(act), (loaded) => checkCancel(loaded, definition));
  }

  /** Sets a stuck saga going again at the step it is stuck at, with all its attempts. */
  retry(saga: Named, key: string, act: Act & { step?: string }): Promise<void> {
    return this.operate(saga, key, (loaded, definition) => retryEntry(loaded, definition, act, act.step));
  }

  /** Goes on without the step that a saga is stuck at: an undo that a person has done by hand, or a step behind the pivot. */
  skip(saga: Named, key: string, act: Act & { step?: string }): Promise<void> {
    return this.operate(saga, key, (loaded, definition) => skipEntry(loaded, definition, act, act.step));
  }

  /** Says what became of the step that a saga is stuck at. */
  resolve(saga: Named, key: string, act: Act & Resolution & { step?: string }): Promise<void> {
    return this.operate(saga, key, (loaded, definition) => resolveEntry(loaded, definition, act, act.step));
  }

  /** The saga with its timeline: every attempt, its time, result and error. Undefined if there is none. */
  async get(saga: Named, key: string): Promise<SagaState | undefined> {
    const loaded = await this.store.find(nameOf(saga), key);
    return loaded && stateOf(loaded.row, loaded.journal, await this.definitionOf(loaded.row));
  }

  /** The order that a saga goes by, place by place, as this process or else the database knows it. Undefined if neither does. */
  async places(saga: Named, key: string): Promise<readonly Pick<Place, 'phase' | 'steps'>[] | undefined> {
    const { row } = await this.find(saga, key);
    return (await this.definitionOf(row))?.places;
  }

  /** Newest first. Hand in the last `id` as `before` for the next page. */
  list({ limit = 50, ...listing }: Partial<Listing> = {}): Promise<SagaRow[]> {
    return this.store.list({ ...listing, limit });
  }

  /** Counts by saga, version and status. `known` is false for what this process has no definition of. */
  async stats(): Promise<(StatsLine & { readonly known: boolean })[]> {
    return (await this.store.stats()).map((line) => ({ ...line, known: this.runtime.definitionOf(line.fingerprint) !== undefined }));
  }

  /**
   * Deletes sagas that ended more than `olderThanMs` ago (default 30 days), in slices. Gives how many. `archive` sees each before:
   * where it throws, its slice stays and so does all that follows; what changed since it was archived stays for the next time.
   */
  async prune({ olderThanMs = 30 * 86_400_000, archive }: { olderThanMs?: number; archive?: (sagas: SagaState[]) => Promise<void> } = {}): Promise<number> {
    const keep = archive && ((sagas: Loaded[]) => archive(sagas.map((loaded) => this.stateOf(loaded))));
    for (let total = 0; ; ) {
      const gone = await this.store.prune(olderThanMs, keep ? archiveSlice : pruneSlice, keep);
      total += gone;
      if (gone === 0) return total;
    }
  }

  /** Where services reply to commands of this database's sagas: a topic of its own, so that systems can share a broker. */
  replyTopic(): Promise<string> {
    return this.store.replyTopic();
  }

  private get store(): Store {
    return this.options.store;
  }

  private begun(row: SagaRow, tx: Queryable | Transaction | undefined): void {
    this.runtime.emit?.({ type: 'started', saga: row.name, key: row.key });
    if (row.owner !== undefined) this.worker.hold(row, [], false);
    else if (!tx) this.announce();
    else if ('afterCommit' in tx) tx.afterCommit(() => this.announce());
  }

  /** There is a saga for whoever is first: this worker or another. */
  private announce(): void {
    this.worker.touch();
    this.store.news?.announce();
  }

  private async find(saga: Named, key: string): Promise<Loaded> {
    const loaded = await this.store.find(nameOf(saga), key);
    if (!loaded) throw new SagaNotFoundError(nameOf(saga), key);
    return loaded;
  }

  private stateOf({ row, journal }: Loaded): SagaState {
    return stateOf(row, journal, this.definitions.get(row.fingerprint));
  }

  private async operate(saga: Named, key: string, entryOf: (loaded: Loaded, definition: Definition | undefined) => NewEntry): Promise<void> {
    const { row } = await this.find(saga, key);
    const definition = await this.definitionOf(row);
    await this.note(row, { step: '', kind: 'retry' }, (loaded) => entryOf(loaded, definition), () => true);
  }

  /** What this process has registered; else, what is on record of it: enough to decide by. */
  private async definitionOf({ name, version, fingerprint }: SagaRow): Promise<Definition | undefined> {
    const known = this.definitions.get(fingerprint);
    if (known) return known;
    const shape = await this.store.shapeOf(fingerprint);
    return shape && outlineOf(name, version, fingerprint, shape);
  }

  private async note({ id, name, key }: SagaRow, entry: NewEntry, check: (loaded: Loaded) => NewEntry | void, reopen = () => false): Promise<void> {
    this.runtime.point('note:before', key);
    if (!(await this.store.note({ saga: id, entry, check, reopen }))) throw new SagaNotFoundError(name, key);
    this.runtime.point('note:after', key);
    this.worker.touch(id);
    this.store.news?.announce();
  }

  private async finishedById(saga: number, timeoutMs = Infinity): Promise<SagaState> {
    const { clock } = this.runtime;
    const until = clock.monotonic() + timeoutMs;
    for (;;) {
      const leftMs = until - clock.monotonic();
      const here = await this.watched(saga, leftMs);
      if (here) return here;
      const loaded = await this.store.load(saga);
      if (!loaded) throw new SagaNotFoundError('', `number ${saga}`);
      if (loaded.row.status !== 'running' || leftMs <= 0) return this.stateOf(loaded);
      await sleep(clock, Math.min(leftMs, this.pollMs));
    }
  }

  /** The end of a saga that this very worker drives, without a query. */
  private watched(saga: number, timeoutMs: number): Promise<SagaState | undefined> {
    return new Promise((resolve) => {
      let cancel: (() => void) | undefined;
      const isHere = this.worker.watch(saga, (end: DriveEnd, { hand }) => {
        cancel?.();
        const isKnown = end !== 'fenced' && end !== 'running';
        resolve(isKnown ? this.stateOf({ row: { ...hand.row, status: end, ended: hand.tenure.now() }, journal: hand.journal }) : undefined);
      });
      if (!isHere) return resolve(undefined);
      if (timeoutMs !== Infinity) cancel = this.runtime.clock.schedule(() => resolve(undefined), Math.max(0, timeoutMs));
    });
  }
}

/** Who goes on with the sagas of older definitions: the newest version that can. */
function successorsOf(definitions: ReadonlyMap<string, Definition>): ReadonlyMap<string, Definition> {
  const byVersion = [...definitions.values()].sort((left, right) => left.version - right.version);
  return new Map(byVersion.flatMap((definition) => olderOf(definition).map((fingerprint) => [fingerprint, definition] as const)));
}

/** A worker drives the children of its sagas too. */
function withChildren(definitions: readonly Definition[]): Definition[] {
  const children = definitions.flatMap(({ steps }) => [...steps.values()].flatMap(({ child }) => (child ? [child] : [])));
  return children.length === 0 ? [...definitions] : [...definitions, ...withChildren(children)];
}

/**
 * Makes the runner over an open database. Nothing runs until `work()`; without it the object still starts, signals and looks.
 * @example
 * const sagas = createSagas({ database: await openDatabase(), definitions: [publish] });
 * await sagas.work();
 * const { code, finished } = await sagas.start(publish, { key: 'offer-42', input: { offerId: '42' } });
 * const { status, results } = await finished();
 */
export function createSagas({ database, ...options }: SagasOptions): Sagas {
  return new Sagas({ ...options, store: openStore(database, options.clock) });
}

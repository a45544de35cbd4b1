import { sleep } from '@occwo/core';
import { fingerprintOf, firstDifference } from '../define/fingerprint.js';
import type { Definition } from '../define/definition.js';
import type { Entry } from '../engine/entry.js';
import { olderOf } from '../engine/migrate.js';
import type { SagaRow } from '../store/store.js';
import { ById } from './by-id.js';
import { Drive } from './drive.js';
import type { DriveEnd } from './drive.js';
import { errorText } from './error-text.js';
import { SagaShapeError } from './errors.js';
import { Hand } from './hand.js';
import { labelOf } from './runtime.js';
import type { Runtime } from './runtime.js';
import { Tenure } from './tenure.js';

export interface WorkerLimits {
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly pollMs: number;
}

/** The most sagas that one claim takes. */
const claimLimit = 64;

/** One worker: keeps its lease, claims what is due, drives it, and lets go. */
export class Worker {
  tenure: Tenure | undefined;
  private readonly held = new ById<Drive>();
  /** Owned by this worker at the last look, but driven by nobody: an answer got lost on the way. */
  private suspects: ReadonlySet<number> = new Set();
  private stopped = true;
  private loops: Promise<void>[] = [];
  private deaf: (() => void) | undefined;
  private names = 0;
  private reserved = 0;
  private pollAgain = false;
  private wakePoll: (() => void) | undefined;

  constructor(
    private readonly runtime: Runtime,
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly name: string,
    private readonly limits: WorkerLimits,
  ) {}

  /** Checks the definitions against what runs, takes a lease, and begins. */
  async begin(): Promise<void> {
    if (!this.stopped) return;
    this.stopped = false;
    try {
      for (const definition of this.definitions.values()) await this.register(definition);
      await this.renew();
    } catch (error) {
      this.stopped = true;
      throw error;
    }
    this.loops = [this.beating(), this.polling()];
    this.deaf = await this.runtime.store.news?.listen(() => this.touch());
  }

  /** Takes no more work, lets running attempts finish for `drainMs`, gives everything back. */
  async stop(drainMs: number): Promise<void> {
    const tenure = this.tenure;
    if (this.stopped || !tenure) return;
    this.stopped = true;
    this.deaf?.();
    tenure.stopping = true;
    this.wakePoll?.();
    for (const drive of this.held.values()) drive.touch();
    await Promise.race([this.empty(), sleep(this.runtime.clock, drainMs, tenure.lost).catch(() => undefined)]);
    tenure.end(new Error('The worker was stopped'));
    for (const drive of this.held.values()) drive.touch();
    await Promise.all(this.loops);
    this.tenure = undefined;
    await this.runtime.store.leave(tenure.worker);
  }

  /** The name under which a new saga may be driven right here; keeps a place for it until `begun` is called. */
  reserve(): { readonly owner: string | undefined; readonly begun: () => void } {
    const hasRoom = !this.stopped && this.tenure?.holds() === true && this.held.size + this.reserved < this.limits.concurrency;
    if (!hasRoom) return { owner: undefined, begun: () => {} };
    this.reserved += 1;
    return { owner: this.tenure?.worker, begun: () => void (this.reserved -= 1) };
  }

  hold(row: SagaRow, journal: Entry[], interrupted: boolean): void {
    const definition = this.runtime.definitionOf(row.fingerprint);
    const tenure = this.tenure;
    if (!definition || !tenure || row.owner !== tenure.worker || this.held.get(row.id)?.hand.tenure === tenure) return;
    const drive = new Drive(this.runtime, new Hand(this.runtime, tenure, definition, row, journal));
    this.held.set(row.id, drive);
    void drive.run(interrupted).then((end) => this.release(row, drive, end));
  }

  /** Calls back when this worker's drive of the saga ends. False if it does not drive it. */
  watch(saga: number, callback: (end: DriveEnd, drive: Drive) => void): boolean {
    const drive = this.held.get(saga);
    drive?.watchers.push(callback);
    return drive !== undefined;
  }

  /** Something was written for this saga, or for any: look now. */
  touch(saga?: number): void {
    if (saga !== undefined) this.held.get(saga)?.touch();
    this.pollAgain = true;
    this.wakePoll?.();
  }

  /** Tells the drives of sagas that got entries from outside. */
  private async refresh(tenure: Tenure): Promise<void> {
    for (const saga of await this.runtime.store.poked(tenure.worker)) this.held.get(saga)?.touch();
  }

  private release(row: SagaRow, drive: Drive, end: DriveEnd): void {
    const wasFull = this.held.size >= this.limits.concurrency;
    if (this.held.get(row.id) === drive) this.held.delete(row.id);
    if (end === 'completed' || end === 'compensated') {
      this.runtime.emit?.({ type: 'ended', ...labelOf(row), status: end, ageMs: drive.hand.tenure.now() - row.created });
    }
    for (const callback of drive.watchers) callback(end, drive);
    if (wasFull || row.parent !== undefined || this.held.size === 0) this.touch();
  }

  private async register(definition: Definition): Promise<void> {
    const { name, version, fingerprint, shape } = definition;
    const known = await this.runtime.store.register({ name, version, fingerprint, shape });
    const isMigrated = known && olderOf(definition).includes(fingerprintOf(name, version, known));
    if (known && !isMigrated) throw new SagaShapeError(name, version, firstDifference(known, shape));
  }

  /** Begins a new tenure, under a new name. */
  private async renew(): Promise<void> {
    const tenure = new Tenure(`${this.name}#${++this.names}`, this.runtime.clock, this.limits.leaseMs);
    await this.beat(tenure);
    this.tenure = tenure;
    tenure.lost.addEventListener('abort', () => {
      for (const drive of this.held.values()) if (drive.hand.tenure === tenure) drive.touch();
    }, { once: true });
    this.guard(tenure);
  }

  /** Ends the tenure on time even while a beat hangs in a dead connection. */
  private guard(tenure: Tenure): void {
    if (tenure.holds()) this.runtime.clock.schedule(() => this.guard(tenure), Math.max(10, tenure.remainingMs()), { unref: true });
  }

  private async beat(tenure: Tenure): Promise<void> {
    const askedAt = this.runtime.clock.monotonic();
    const { now, alive } = await this.runtime.store.beat(tenure.worker, this.limits.leaseMs);
    if (alive) tenure.beaten(askedAt, now);
    else tenure.end(new Error('The lease was over before it was extended'));
  }

  private async beating(): Promise<void> {
    const { clock, log } = this.runtime;
    while (!(this.stopped && this.held.size === 0)) {
      const tenure = this.tenure as Tenure;
      if (!tenure.holds()) {
        if (this.stopped) return;
        this.runtime.emit?.({ type: 'lease-lost', worker: tenure.worker });
        log.warn('saga: the lease was lost, going on under a new name', { worker: tenure.worker });
        await this.renew().catch((error: unknown) => {
          log.warn('saga: no new lease', { error: errorText(error) });
          return sleep(clock, 200);
        });
        continue;
      }
      await orLost(tenure, this.beat(tenure).then(() => this.findLost(tenure))).catch((error: unknown) => {
        if (!this.stopped) log.warn('saga: the lease was not extended', { error: errorText(error) });
      });
      const pauseMs = Math.max(10, Math.min(this.limits.leaseMs / 3, tenure.remainingMs() / 2));
      await sleep(clock, pauseMs, tenure.lost).catch(() => undefined);
    }
  }

  /** Sagas that are ours but that nobody drives, at two looks in a row: the answer to their claim or start got lost. */
  private async findLost(tenure: Tenure): Promise<void> {
    if (this.stopped || !tenure.holds()) return;
    const idle = (await this.runtime.store.owned(tenure.worker)).filter((saga) => !this.held.has(saga));
    for (const saga of idle.filter((id) => this.suspects.has(id))) {
      const loaded = await this.runtime.store.load(saga);
      if (loaded) this.hold(loaded.row, loaded.journal, true);
    }
    this.suspects = new Set(idle);
  }

  private async polling(): Promise<void> {
    const { clock, log, store } = this.runtime;
    const fingerprints = [...new Set([...this.definitions.values()].flatMap((definition) => [definition.fingerprint, ...olderOf(definition)]))];
    for (let failures = 0; !this.stopped; ) {
      const tenure = this.tenure as Tenure;
      let isMore = false;
      this.pollAgain = false;
      try {
        await this.refresh(tenure);
        const room = Math.min(claimLimit, this.limits.concurrency - this.held.size - this.reserved);
        const claimed = tenure.holds() ? await store.claim(tenure.worker, fingerprints, room) : [];
        for (const { row, journal, interrupted } of claimed) {
          this.runtime.point('claim:after', row.key);
          this.hold(row, journal, interrupted);
        }
        isMore = claimed.length > 0 && claimed.length === room;
        failures = 0;
      } catch (error) {
        log.warn('saga: could not look for work', { error: errorText(error) });
        failures += 1;
      }
      if (!isMore && !this.pollAgain && !this.stopped) await this.nextPoll(this.limits.pollMs * 2 ** Math.min(failures, 5), clock);
    }
  }

  private nextPoll(milliseconds: number, clock: Runtime['clock']): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.wakePoll = undefined;
        resolve();
      };
      const cancel = clock.schedule(done, milliseconds);
      this.wakePoll = done;
    });
  }

  private async empty(): Promise<void> {
    while (this.held.size > 0) {
      await new Promise<void>((resolve) => {
        for (const { watchers } of this.held.values()) watchers.push(() => resolve());
      });
    }
  }
}

/** Waits for work that may hang in a dead connection, but not beyond the lease. */
function orLost(tenure: Tenure, work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const onLost = () => reject(tenure.lost.reason);
    tenure.lost.addEventListener('abort', onLost, { once: true });
    work.then(resolve, reject).finally(() => tenure.lost.removeEventListener('abort', onLost));
  });
}

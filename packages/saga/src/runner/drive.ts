import { sleep } from '@occwo/core';
import type { Step } from '../define/definition.js';
import type { NewEntry } from '../engine/entry.js';
import { endAfter, next } from '../engine/next.js';
import type { Action, Decision } from '../engine/next.js';
import { mayHaveBegun, viewOfStep } from '../engine/view.js';
import type { SagaEnd, SagaStatus } from '../store/store.js';
import { isRefusedForGood } from '../store/refused-for-good.js';
import { adopt, adoptAgainMs } from './adopt.js';
import { Fenced, Rewound } from './errors.js';
import { errorText } from './error-text.js';
import { Flight } from './flight.js';
import { Flights } from './flights.js';
import type { Hand, Writing } from './hand.js';
import type { Progress } from './input.js';
import { pauseAfter } from './pause.js';
import { progress } from './progress.js';
import { labelOf } from './runtime.js';
import type { Runtime } from './runtime.js';
import { TransactionFlight } from './transaction-flight.js';

const suspiciousTakeovers = 3;
const apart = { firstMs: 500, factor: 1.5, maximumMs: 60_000, jitter: 0.5 };

/** How a drive ends: with the saga's end, by giving it back, or because it belongs to somebody else. */
export type DriveEnd = SagaStatus | 'fenced';

/** An attempt that is over, and what is to be written of it. */
interface Landed {
  readonly flight: Flight;
  readonly writing: Writing;
}

/** Drives one saga as long as this worker owns it: asks the reducer, does what it says, writes what came of it. */
export class Drive {
  /** Called when this ends. */
  readonly watchers: ((end: DriveEnd, drive: Drive) => void)[] = [];
  private readonly flights = new Flights();
  private readonly landed: Landed[] = [];
  /** Intents written by this drive: any other intent means that the call may have been made before. */
  private readonly intents: string[] = [];
  private wake: (() => void) | undefined;
  private releasing: SagaStatus | undefined;
  /** A forgotten transaction may still write: then nothing is taken for certain. */
  private isRewound = false;

  constructor(
    readonly runtime: Runtime,
    readonly hand: Hand,
  ) {}

  /** Something arrived from outside, or the worker stops: look again. */
  touch(): void {
    this.hand.stale = true;
    this.wake?.();
  }

  async run(interrupted: boolean): Promise<DriveEnd> {
    const { tenure, row } = this.hand;
    const takeover: Writing | undefined = interrupted ? { entry: { step: '', kind: 'takeover' } } : undefined;
    let isNoted = takeover === undefined;
    for (let failures = 0; ; ) {
      try {
        if (takeover && !isNoted) {
          await this.hand.append(takeover);
          isNoted = true;
          this.runtime.emit?.({ type: 'takeover', ...labelOf(row), epoch: row.epoch });
          const end = await this.standApart();
          if (end) return end;
        }
        const end = await this.turn();
        if (end) return end;
        failures = 0;
      } catch (error) {
        if (error instanceof Fenced || !tenure.holds()) {
          if (await this.hasEnded()) return this.releasing as SagaStatus;
          this.flights.abandon('Another worker has taken this saga over');
          return 'fenced';
        }
        if (error instanceof Rewound) this.beginAgain();
        // A database error is not the saga's failure, and what failed may have been written: read again and go on.
        this.runtime.log.warn('saga: the database failed, will read again', { ...labelOf(row), error: errorText(error) });
        this.hand.stale = true;
        await sleep(this.runtime.clock, Math.min(2_000, 30 * 2 ** failures++), tenure.lost).catch(() => undefined);
      }
    }
  }

  /** Calls under way are forgotten, and made again by the journal as it is now, with the same keys. */
  private beginAgain(): void {
    this.flights.abandon('The database has lost the entries that this was begun by');
    this.flights.clear();
    this.landed.length = 0;
    this.intents.length = 0;
    this.isRewound = true;
  }

  /**
   * A saga that kills its workers takes those down that were beside it. Whoever was there a few times without progress is begun at a time
   * of its own, a little later each time: so the innocent get on, and the guilty one is parked alone.
   */
  private async standApart(): Promise<SagaStatus | undefined> {
    const { takeovers } = this.hand.view;
    if (takeovers < suspiciousTakeovers) return undefined;
    return this.release('running', pauseAfter(takeovers - suspiciousTakeovers + 1, apart, this.runtime.random));
  }

  /** A release whose answer got lost looks like a saga taken away: this tells them apart. */
  private async hasEnded(): Promise<boolean> {
    if (!this.releasing || this.releasing === 'running') return false;
    const { row } = this.hand;
    const loaded = await this.runtime.store.load(row.id).catch(() => undefined);
    return loaded?.row.epoch === row.epoch && loaded.row.status === this.releasing;
  }

  private async turn(): Promise<SagaStatus | undefined> {
    const { hand } = this;
    if (!hand.tenure.holds()) throw new Fenced('the lease is over');
    if (hand.stale) await hand.reload();
    if (hand.row.fingerprint !== hand.definition.fingerprint) return (await adopt(this.runtime, hand)) ? undefined : this.release('running', adoptAgainMs);
    for (let first = this.landed[0]; first; first = this.landed[0]) {
      const end = await this.land(first);
      if (end) return end;
    }
    const decision = next(hand.definition, hand.view);
    if (this.isLate(decision)) {
      await hand.append({ entry: { step: '', kind: 'deadline' } });
      return undefined;
    }
    switch (decision.do) {
      case 'act':
        return this.act(decision.actions);
      case 'settle':
        return this.settle(decision.steps);
      case 'end':
        return this.release(decision.status);
      case 'stuck':
        return this.beStuck(decision);
    }
  }

  /** Writes down how an attempt went, and with it the saga's end if that is all. */
  private async land(landed: Landed): Promise<SagaEnd | undefined> {
    const end = this.endWith(landed);
    this.releasing = end;
    try {
      if (await this.hand.append(landed.writing, end)) return end;
    } catch (error) {
      const { step, kind, outcome, attempt } = landed.writing.entry;
      if (outcome !== 'ok' || !isRefusedForGood(error)) throw error;
      // Trying again for ever would keep this saga from its end: what cannot be kept is not known, and goes the way of that.
      const entry: NewEntry = { step, kind, attempt, outcome: kind === 'undo' ? 'failed' : 'unknown', error: `The database does not keep it: ${errorText(error)}` };
      this.landed[0] = { ...landed, writing: { entry } };
      this.releasing = undefined;
      return undefined;
    }
    this.releasing = undefined;
    this.flights.remove(landed.flight);
    this.landed.shift();
    return undefined;
  }

  /** How the saga ends with this entry, if that can be one write: a commit less for nearly every saga. */
  private endWith({ flight, writing: { entry, messages, child } }: Landed): SagaEnd | undefined {
    const { definition, view, row } = this.hand;
    const isPlain = !messages && !child && row.parent === undefined;
    if (!isPlain || entry.outcome !== 'ok' || this.flights.count > 1 || this.isRewound) return undefined;
    return endAfter(definition, view, flight.action);
  }

  private isLate(decision: Decision): boolean {
    const { hand } = this;
    const isForward = decision.do === 'act' && decision.actions.every(({ direction }) => direction === 'run');
    return isForward && this.deadline() <= hand.tenure.now();
  }

  /** When the deadline has to be written down; Infinity if there is none or it is written already. */
  private deadline(): number {
    return this.hand.view.deadlineSeen ? Infinity : (this.hand.row.deadline ?? Infinity);
  }

  private act(actions: readonly Action[], from = 0, earliest = Infinity): Promise<SagaStatus | undefined> {
    const { hand, runtime } = this;
    for (let index = from; index < actions.length; index++) {
      const action = actions[index] as Action;
      if (this.flights.of(action.step.name, action.direction)) continue;
      const at = hand.tenure.stopping ? Math.max(action.notBefore, hand.tenure.now()) : action.notBefore;
      if (hand.tenure.stopping || at > hand.tenure.now()) {
        earliest = Math.min(earliest, at);
        continue;
      }
      const begun = this.begin(action);
      if (begun) return this.actByWriting(begun, actions, index, earliest);
    }
    const isForward = actions.some(({ direction }) => direction === 'run');
    const until = isForward ? Math.min(earliest, this.deadline()) : earliest;
    const waitMs = Math.max(0, until - hand.tenure.now());
    if (this.flights.count === 0 && (hand.tenure.stopping || waitMs > runtime.holdMs)) return this.release('running', waitMs);
    return this.pause(waitMs);
  }

  /** Writes what a step has come to by itself; goes on with the actions behind it if that is nothing yet. */
  private async actByWriting(begun: Progress | Promise<Progress>, actions: readonly Action[], index: number, earliest: number): Promise<SagaStatus | undefined> {
    const writing = await begun;
    if ('until' in writing) return this.act(actions, index + 1, Math.min(earliest, writing.until));
    await this.hand.append(writing);
    if (writing.entry.kind === 'intent') this.intents.push(writing.entry.step);
    return undefined;
  }

  /** Sets an action going. Gives what has to be written before, or instead. */
  private begin(action: Action): Progress | Promise<Progress> | undefined {
    const { step, direction } = action;
    const isCall = step.kind === 'call' || (direction === 'undo' && step.undo !== undefined);
    if (!isCall) return progress(this.runtime, this.hand, step, direction);
    if (step.delivery === 'once' && direction === 'run' && !this.intents.includes(step.name)) {
      const isIntended = viewOfStep(this.hand.view, step.name).intended;
      if (!isIntended) return { entry: { step: step.name, kind: 'intent' } };
      return { entry: { step: step.name, kind: 'run', outcome: 'unknown', error: 'The worker before may have made this call, which is made once only' } };
    }
    const flight = step.delivery === 'tx' ? new TransactionFlight(this, action) : new Flight(this.runtime, this.hand, action);
    this.flights.add(flight);
    flight.fly().then(
      (writing) => {
        if (this.flights.has(flight)) this.landed.push({ flight, writing });
        this.wake?.();
      },
      () => {
        // Fenced: the next turn finds out by itself.
        this.flights.remove(flight);
        this.touch();
      },
    );
    return undefined;
  }

  /** Brings every step to a final outcome without another attempt: what runs is asked to stop, what never began is refused. */
  private async settle(steps: readonly Step[]): Promise<undefined> {
    const { hand } = this;
    for (const step of steps) {
      const flight = this.flights.of(step.name, 'run');
      if (flight) {
        // A pivot under way decides for itself: it is past the last moment to call it back.
        if (step.phase !== 'pivot') flight.settle();
        continue;
      }
      const isOpen = mayHaveBegun(viewOfStep(hand.view, step.name)) && step.kind !== 'wait' && step.kind !== 'sleep';
      const entry: NewEntry = {
        step: step.name, kind: 'run', outcome: isOpen ? 'unknown' : 'refused',
        error: isOpen ? 'The saga went back while this was open' : 'The saga went back before this began',
      };
      return void (await hand.append({ entry }));
    }
    return this.pause(Infinity);
  }

  private async beStuck(decision: Decision & { do: 'stuck' }): Promise<SagaStatus | undefined> {
    const status = await this.release('stuck');
    if (status) {
      const { step, direction, why } = decision;
      const { row } = this.hand;
      this.runtime.log.error(`saga: ${row.name}/${row.key} is stuck at ${direction} of "${step}": ${why}`, labelOf(row));
      this.runtime.emit?.({ type: 'stuck', ...labelOf(row), step, direction, why });
    }
    return status;
  }

  /** Lets go of the saga. Not if something came from outside meanwhile: then it is read and decided again. */
  private async release(status: SagaStatus, waitMs = Infinity): Promise<SagaStatus | undefined> {
    const { runtime, hand: { row } } = this;
    const isOver = status === 'completed' || status === 'compensated';
    runtime.point('release:before', status);
    this.releasing = status;
    const done = await runtime.store.release({
      saga: row.id, epoch: row.epoch, status, pokes: row.pokes, delayMs: waitMs === Infinity ? undefined : Math.ceil(waitMs), parent: isOver ? row.parent : undefined,
    });
    runtime.point('release:after', status);
    if (done) return status;
    this.releasing = undefined;
    this.hand.stale = true;
    return undefined;
  }

  private pause(milliseconds: number): Promise<undefined> {
    if (this.landed.length > 0 || this.hand.stale) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const done = () => {
        cancel?.();
        this.wake = undefined;
        resolve(undefined);
      };
      const cancel = milliseconds === Infinity ? undefined : this.runtime.clock.schedule(done, milliseconds);
      this.wake = done;
    });
  }
}

import type { LimitUnit, LimitWindow } from './limit.js';
import type { Meter } from './meter.js';
import { slidingWindow } from './sliding-window.js';
import { tokenBucket } from './token-bucket.js';

/** A part of a bucket that processes share, with this process's part of it. */
export interface Share {
  readonly name: string;
  readonly capacity: number;
  readonly meter: Pick<Meter, 'units' | 'grow' | 'shrink' | 'drainMs'>;
}

/** One account's share of one limit: all its windows, a block by the marketplace's word, and what is under way. */
export class Bucket {
  readonly #meters: readonly { readonly window: LimitWindow; readonly meter: Meter }[];
  readonly #places: number;
  #parallel: number;
  #blockedUntil = Number.NEGATIVE_INFINITY;
  #underWay = 0;

  /** `share: 0` starts with nothing: the units come from the other processes of the account. */
  constructor(windows: readonly LimitWindow[], parallel: number | undefined, now: number, share?: 0) {
    this.#meters = windows.map((window) => ({
      window,
      meter: window.burst === undefined ? slidingWindow(window, share) : tokenBucket(window, now, share),
    }));
    this.#places = parallel ?? Number.POSITIVE_INFINITY;
    this.#parallel = parallel === undefined ? this.#places : (share ?? parallel);
  }

  /** What processes of one account share: each window's units, and the places for requests under way. */
  get shares(): readonly Share[] {
    const windows = this.#meters.map(({ window, meter }, index): Share => ({
      name: `#${index}`, capacity: window.burst ?? window.count, meter,
    }));
    return Number.isFinite(this.#places) ? [...windows, { name: '#parallel', capacity: this.#places, meter: this.#parallelMeter() }] : windows;
  }

  #parallelMeter(): Share['meter'] {
    const units = () => this.#parallel;
    return {
      get units() {
        return units();
      },
      grow: (added) => {
        this.#parallel += added;
      },
      shrink: (wanted) => {
        const given = Math.max(0, Math.min(wanted, this.#parallel - this.#underWay));
        this.#parallel -= given;
        return { clean: given, dirty: 0 };
      },
      // Of a process that died: its requests are over by then.
      drainMs: 60_000,
    };
  }

  /** Milliseconds until the weights have room; Infinity while all parallel places are taken (a release frees one). */
  waitMs(weights: readonly number[], now: number): number {
    if (this.#underWay >= this.#parallel) return Number.POSITIVE_INFINITY;
    let wait = Math.max(0, Math.ceil(this.#blockedUntil - now));
    for (let index = 0; index < this.#meters.length; index += 1) {
      wait = Math.max(wait, this.#meters[index]?.meter.waitMs(weights[index] ?? 0, now) ?? 0);
    }
    return wait;
  }

  /** The least time until all of `weights` can have passed, those of the calls ahead included. */
  etaMs(weights: readonly number[], now: number): number {
    const waits = this.#meters.map(({ meter }, index) => meter.etaMs(weights[index] ?? 0, now));
    return Math.max(0, this.#blockedUntil - now, ...waits);
  }

  take(weights: readonly number[], now: number): void {
    this.#underWay += 1;
    this.#meters.forEach(({ meter }, index) => meter.take(weights[index] ?? 0, now));
  }

  /** The call is over; its weights have been counted by the marketplace. */
  settle(weights: readonly number[], now: number): void {
    this.#underWay -= 1;
    this.#meters.forEach(({ meter }, index) => meter.settle(weights[index] ?? 0, now));
  }

  /** Charges what only the answer could tell: items returned, or the price of an error. */
  charge(units: number, unit: LimitUnit, now: number): void {
    for (const { window, meter } of this.#meters) if ((window.unit ?? 'request') === unit) meter.charge(units, now);
  }

  block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
  }

  /** Believes the marketplace's count for the first window: the one that its headers speak of. */
  correct(room: number, now: number): void {
    this.#meters[0]?.meter.correct(room, now);
  }

  state(now: number): { readonly room: number; readonly underWay: number; readonly blockedMs: number } {
    const room = Math.min(...this.#meters.map(({ meter }) => meter.room(now)));
    return { room: Math.floor(room), underWay: this.#underWay, blockedMs: Math.max(0, this.#blockedUntil - now) };
  }
}

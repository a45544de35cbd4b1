import type { Direction } from '../engine/entry.js';
import type { Flight } from './flight.js';

/** The attempts of one saga that are under way or have just ended: one, or a few of a parallel group. */
export class Flights {
  private all: readonly Flight[] = [];

  get count(): number {
    return this.all.length;
  }

  has(flight: Flight): boolean {
    return this.all.includes(flight);
  }

  of(step: string, direction: Direction): Flight | undefined {
    return this.all.find(({ action }) => action.step.name === step && action.direction === direction);
  }

  add(flight: Flight): void {
    this.all = [...this.all, flight];
  }

  remove(flight: Flight): void {
    this.all = this.all.filter((other) => other !== flight);
  }

  /** Asks them all to stop, for a reason that is none of theirs. */
  abandon(why: string): void {
    for (const flight of this.all) flight.abandon(new Error(why));
  }

  clear(): void {
    this.all = [];
  }
}

import type { LimitLease, LimitRequest } from './limiter.js';

/** One call that waits. */
export interface Waiting {
  readonly request: LimitRequest;
  /** Who comes first: the time of entering, later by the priority's handicap. */
  readonly rank: number;
  readonly admit: (lease: LimitLease) => void;
  readonly refuse: (reason: unknown) => void;
  told: boolean;
}

/**
 * How much later than it came a call stands in line, milliseconds. Interactive calls overtake what has waited less than
 * a minute, and nobody waits for ever: after ten minutes background work is ahead of whatever comes then.
 */
export const handicapMs: Readonly<Record<LimitRequest['priority'], number>> = { interactive: 0, normal: 60_000, background: 600_000 };

/** Calls in order of rank. Nearly all enter at the end and leave at the head, so a sorted list is enough. */
export class WaitingLine {
  readonly #list: Waiting[] = [];

  get length(): number {
    return this.#list.length;
  }

  get head(): Waiting | undefined {
    return this.#list[0];
  }

  enter(waiting: Waiting): void {
    let at = this.#list.length;
    while (at > 0 && (this.#list[at - 1] as Waiting).rank > waiting.rank) at -= 1;
    this.#list.splice(at, 0, waiting);
  }

  leave(waiting: Waiting): void {
    if (this.#list[0] === waiting) return void this.#list.shift();
    const at = this.#list.indexOf(waiting);
    if (at >= 0) this.#list.splice(at, 1);
  }

  /** Those who stand before a rank. */
  ahead(rank: number): readonly Waiting[] {
    const end = this.#list.findIndex((waiting) => waiting.rank > rank);
    return end < 0 ? this.#list : this.#list.slice(0, end);
  }
}

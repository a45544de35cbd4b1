import type { Bucket } from './bucket.js';
import type { Lane } from './lane.js';

/**
 * A bucket with the lanes that draw from it. The head of a lane that waits for this very bucket claims it: calls of
 * other lanes that came later do not take its tokens away, so a heavy call is not starved by light ones. Who waits longer
 * for another bucket claims that one only, and holds nobody up here.
 */
export class SharedBucket {
  readonly #lanes = new Set<Lane>();
  readonly #claims = new Map<Lane, number>();
  /** When a call last went through here, on the monotonic clock. */
  usedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly bucket: Bucket) {}

  get waiting(): number {
    return [...this.#lanes].reduce((sum, lane) => sum + lane.length, 0);
  }

  join(lane: Lane): void {
    this.#lanes.add(lane);
  }

  /** How long the head of a lane has to wait here; Infinity while an earlier one of another lane waits for this bucket. */
  waitMs(lane: Lane, rank: number, weights: readonly number[], now: number): number {
    if (weights.some((weight) => weight > 0)) {
      for (const [other, claimed] of this.#claims) if (other !== lane && claimed < rank) return Number.POSITIVE_INFINITY;
    }
    return this.bucket.waitMs(weights, now);
  }

  claim(lane: Lane, rank: number): void {
    this.#claims.set(lane, rank);
  }

  unclaim(lane: Lane): void {
    if (this.#claims.delete(lane)) this.pump(lane);
  }

  /** Looks whether anyone else may go now. */
  pump(except?: Lane): void {
    for (const lane of this.#lanes) if (lane !== except && lane.length > 0) lane.pump();
  }
}

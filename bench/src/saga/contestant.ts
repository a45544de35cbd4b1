import type { LoopFigures } from '../support/closed-loop.js';

/** Something that can run the saga of the bench: a start, three no-op steps with stored results, an end. */
export interface Contestant {
  /** Keeps `inFlight` sagas going for `seconds`, after a warm-up of a quarter of that. */
  run(inFlight: number, seconds: number): Promise<LoopFigures>;
  end(): Promise<void>;
}

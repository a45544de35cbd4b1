/**
 * Keeps one window of a limit from the client's side, erring to the safe side only: the marketplace counts a request at
 * some moment between its leaving and its answer, so what is taken is settled when the answer is there.
 */
export interface Meter {
  /** Milliseconds until `weight` has room at time `now`; 0 means now. A weight greater than the window waits for all of it. */
  waitMs(weight: number, now: number): number;
  /** The least time until `weight` units in all, those waiting ahead included, can have passed. */
  etaMs(weight: number, now: number): number;
  /** Takes `weight` for a request that leaves now. */
  take(weight: number, now: number): void;
  /** The request of `weight` is over: the marketplace has counted it by now. */
  settle(weight: number, now: number): void;
  /** Charges units that only the answer could tell. The room may go below zero; those who come next pay it off. */
  charge(units: number, now: number): void;
  /** Units free at `now`. */
  room(now: number): number;
  /** The marketplace says how many units are left; believed only where it is less than what we think. */
  correct(room: number, now: number): void;
  /** Units that this meter may use at most: all of the window's, or this process's share of them. */
  readonly units: number;
  /** Adds units of a shared window. They come unused. */
  grow(units: number, now: number): void;
  /**
   * Gives up to `units` back to the other processes: `clean` ones are unused and may be used at once, `dirty` ones after
   * a {@link Meter.drainMs}. What is under way stays.
   */
  shrink(units: number, now: number): { readonly clean: number; readonly dirty: number };
  /** How long a used unit takes until it is as good as unused. */
  readonly drainMs: number;
}

import { setMaxListeners } from 'node:events';
import type { Clock } from '@occwo/core';

/**
 * One lease of one worker, from the first beat until it is lost or given up. A worker that lost its lease goes on under a new name,
 * so that whatever still carries the old one is found by others.
 */
export class Tenure {
  private readonly over = new AbortController();
  /** Monotonic time before which the lease cannot have ended, and the database's time at a known moment. */
  private beatAt: number;
  private databaseAt = { now: 0, monotonic: 0 };
  /** No new attempts: the worker is being stopped. */
  stopping = false;

  constructor(
    readonly worker: string,
    private readonly clock: Clock,
    private readonly leaseMs: number,
  ) {
    this.beatAt = clock.monotonic();
    // Every saga that waits for a database to come back listens: hundreds are no leak.
    setMaxListeners(0, this.over.signal);
  }

  get lost(): AbortSignal {
    return this.over.signal;
  }

  /** A beat was answered: the lease counts from when it was asked for. */
  beaten(askedAt: number, databaseNow: number): void {
    this.beatAt = askedAt;
    this.databaseAt = { now: databaseNow, monotonic: this.clock.monotonic() };
  }

  /** The database's time as well as it is known: never ahead of it. */
  now(): number {
    return this.databaseAt.now + this.clock.monotonic() - this.databaseAt.monotonic;
  }

  /** Milliseconds until the lease must be taken for lost: a third of it is kept as a margin. */
  remainingMs(): number {
    return this.beatAt + (this.leaseMs * 2) / 3 - this.clock.monotonic();
  }

  /** True while this worker may act. A process that was stopped and woken finds out here, before it does anything. */
  holds(): boolean {
    if (this.remainingMs() <= 0) this.end(new Error('The lease is over: this worker was too slow to extend it'));
    return !this.lost.aborted;
  }

  end(reason: Error): void {
    if (!this.lost.aborted) this.over.abort(reason);
  }
}

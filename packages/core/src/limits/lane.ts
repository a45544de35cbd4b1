import { RefusedError } from '../errors/local-errors.js';
import type { Clock } from '../time/clock.js';
import type { SharedBucket } from './shared-bucket.js';
import type { LimitLease, LimitRequest } from './limiter.js';
import { handicapMs, WaitingLine } from './waiting-line.js';
import type { Waiting } from './waiting-line.js';

/** The line of calls that need the same set of buckets. */
export class Lane {
  readonly #line = new WaitingLine();
  #cancelTimer: (() => void) | undefined;
  #pumping = false;
  #again = false;

  constructor(
    private readonly buckets: readonly SharedBucket[],
    private readonly clock: Clock,
  ) {}

  get length(): number {
    return this.#line.length;
  }

  enter(request: LimitRequest): Promise<LimitLease> {
    return new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal?.aborted) return reject(signal.reason);
      const now = this.clock.monotonic();
      const onAbort = () => {
        this.#drop(waiting);
        reject(signal?.reason);
        this.pump();
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      const waiting: Waiting = {
        request, told: false, rank: now + handicapMs[request.priority],
        admit: (lease) => (settled(), resolve(lease)),
        refuse: (reason) => (settled(), reject(reason)),
      };
      const etaMs = this.#etaMs(waiting, now);
      if (now + etaMs > request.deadlineAt) return reject(cannotMeetDeadline(request, etaMs));
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#line.enter(waiting);
      this.pump();
    });
  }

  /** Admits everyone there is room for, and sets the timer for the next. */
  pump(): void {
    // Letting go of a bucket pumps its other lanes, and theirs may come back here.
    this.#again = true;
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#again) {
      this.#again = false;
      this.#admitAll();
    }
    this.#pumping = false;
  }

  #admitAll(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    for (let { head } = this.#line; head; ({ head } = this.#line)) {
      const now = this.clock.monotonic();
      const waitMs = this.#waitMs(head, now);
      if (waitMs === 0) {
        // Taken before the claims are dropped: dropping them lets others look.
        const lease = this.#take(head.request, now);
        this.#drop(head);
        head.admit(lease);
      } else if (now >= head.request.deadlineAt || (Number.isFinite(waitMs) && now + waitMs > head.request.deadlineAt)) {
        this.#drop(head);
        head.refuse(cannotMeetDeadline(head.request, Number.isFinite(waitMs) ? waitMs : 0));
      } else {
        if (!head.told) head.request.onWait?.(head.request.buckets.at(-1)?.name ?? '', waitMs);
        head.told = true;
        // An infinite wait is one for another call: its release, or its leaving the line, pumps this lane.
        this.#cancelTimer = this.clock.schedule(() => this.pump(), Math.max(1, Math.min(waitMs, head.request.deadlineAt - now)));
        return;
      }
    }
  }

  /** A call leaves the line; whoever it held back may go. */
  #drop(waiting: Waiting): void {
    this.#line.leave(waiting);
    for (const bucket of this.buckets) bucket.unclaim(this);
  }

  #waitMs({ request, rank }: Waiting, now: number): number {
    const waits = this.buckets.map((bucket, index) => bucket.waitMs(this, rank, request.buckets[index]?.weights ?? [], now));
    const longest = Math.max(0, ...waits);
    if (longest > 0) {
      this.buckets.forEach((bucket, index) => {
        if (waits[index] === longest) bucket.claim(this, rank);
        else bucket.unclaim(this);
      });
    }
    return longest;
  }

  #etaMs({ request, rank }: Waiting, now: number): number {
    const ahead = this.#line.ahead(rank);
    const waits = this.buckets.map(({ bucket }, index) => {
      const own = request.buckets[index]?.weights ?? [];
      const total = own.map((weight, window) => ahead.reduce((sum, other) => sum + (other.request.buckets[index]?.weights[window] ?? 0), weight));
      return bucket.etaMs(total, now);
    });
    return Math.max(0, ...waits);
  }

  #take({ buckets }: LimitRequest, now: number): LimitLease {
    const weights = buckets.map((use) => use.weights);
    this.buckets.forEach((shared, index) => {
      shared.usedAt = now;
      shared.bucket.take(weights[index] ?? [], now);
    });
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        const end = this.clock.monotonic();
        this.buckets.forEach(({ bucket }, index) => bucket.settle(weights[index] ?? [], end));
        for (const shared of this.buckets) shared.pump();
      },
    };
  }
}

function cannotMeetDeadline({ buckets }: LimitRequest, waitMs: number): RefusedError {
  const name = buckets.at(-1)?.name ?? '';
  return new RefusedError(`the limit "${name}" has no room before the deadline (${Math.ceil(waitMs)} ms to wait); nothing was sent`, {
    code: 'deadline', retryAfterMs: Math.ceil(waitMs), hint: 'raise deadlineMs, or send less at once',
  });
}

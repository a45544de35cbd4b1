import { RefusedError } from '../errors/local-errors.js';
import type { Clock } from '../time/clock.js';
import type { Bucket } from './bucket.js';
import type { LimitLease, LimitRequest } from './limiter.js';

const priorities = ['interactive', 'normal', 'background'] as const;

interface Waiting {
  readonly request: LimitRequest;
  readonly admit: (lease: LimitLease) => void;
  readonly refuse: (reason: unknown) => void;
  told: boolean;
}

/** The queue of calls that need the same set of buckets: first come first served, within a priority. */
export class Lane {
  readonly #queues: Record<LimitRequest['priority'], Waiting[]> = { interactive: [], normal: [], background: [] };
  #cancelTimer: (() => void) | undefined;

  constructor(
    private readonly buckets: readonly Bucket[],
    private readonly clock: Clock,
    private readonly onRelease: (buckets: readonly Bucket[]) => void,
  ) {}

  get length(): number {
    return priorities.reduce((sum, priority) => sum + this.#queues[priority].length, 0);
  }

  enter(request: LimitRequest): Promise<LimitLease> {
    return new Promise((resolve, reject) => {
      const { signal } = request;
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        this.#leave(waiting);
        reject(signal?.reason);
        this.pump();
      };
      const settled = () => signal?.removeEventListener('abort', onAbort);
      const waiting: Waiting = {
        request, told: false,
        admit: (lease) => (settled(), resolve(lease)),
        refuse: (reason) => (settled(), reject(reason)),
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queues[request.priority].push(waiting);
      this.pump();
    });
  }

  /** Admits everyone there is room for, and sets the timer for the next. */
  pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    for (let head = this.#head(); head; head = this.#head()) {
      const now = this.clock.monotonic();
      const waitMs = this.#waitMs(head, now);
      if (waitMs === 0) {
        this.#leave(head);
        head.admit(this.#take(head, now));
      } else if (Number.isFinite(waitMs) && now + waitMs > head.request.deadlineAt) {
        this.#leave(head);
        head.refuse(cannotMeetDeadline(head.request, waitMs));
      } else {
        if (!head.told) head.request.onWait?.(head.request.buckets.at(-1)?.name ?? '', waitMs);
        head.told = true;
        // An infinite wait is one for a parallel place: the release of another call pumps this lane.
        const delay = Number.isFinite(waitMs) ? waitMs : head.request.deadlineAt - now;
        this.#cancelTimer = this.clock.schedule(() => this.#onTimer(), Math.max(1, delay));
        return;
      }
    }
  }

  #onTimer(): void {
    const head = this.#head();
    const now = this.clock.monotonic();
    if (head && now >= head.request.deadlineAt) {
      this.#leave(head);
      head.refuse(cannotMeetDeadline(head.request, 0));
    }
    this.pump();
  }

  #head(): Waiting | undefined {
    for (const priority of priorities) if (this.#queues[priority].length > 0) return this.#queues[priority][0];
    return undefined;
  }

  #leave(waiting: Waiting): void {
    const queue = this.#queues[waiting.request.priority];
    const index = queue.indexOf(waiting);
    if (index >= 0) queue.splice(index, 1);
  }

  #waitMs({ request }: Waiting, now: number): number {
    return this.buckets.reduce((wait, bucket, index) => Math.max(wait, bucket.waitMs(request.buckets[index]?.weights ?? [], now)), 0);
  }

  #take({ request }: Waiting, now: number): LimitLease {
    this.buckets.forEach((bucket, index) => bucket.take(request.buckets[index]?.weights ?? [], now));
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        for (const bucket of this.buckets) bucket.release();
        this.onRelease(this.buckets);
      },
    };
  }
}

function cannotMeetDeadline({ buckets }: LimitRequest, waitMs: number): RefusedError {
  const name = buckets.at(-1)?.name ?? '';
  return new RefusedError(`the limit "${name}" has no room before the deadline (${waitMs} ms to wait); nothing was sent`, {
    code: 'deadline', retryAfterMs: waitMs, hint: 'raise deadlineMs, or send less at once',
  });
}

import type { LimitUnit, LimitWindow } from './limit.js';

/** What one call takes from one bucket. */
export interface BucketUse {
  /** `ozon:<account>:all`; with the value of the path parameter behind it where the limit counts by one. */
  readonly key: string;
  /** The limit's key in the table. */
  readonly name: string;
  readonly windows: readonly LimitWindow[];
  readonly parallel?: number | undefined;
  /** One weight a window. */
  readonly weights: readonly number[];
}

export interface LimitRequest {
  readonly buckets: readonly BucketUse[];
  readonly priority: 'interactive' | 'normal' | 'background';
  readonly signal?: AbortSignal | undefined;
  /** On the monotonic clock. A wait that would outlast it is refused at once. */
  readonly deadlineAt: number;
  /** Told when the call has to wait, and for which bucket. */
  readonly onWait?: (bucket: string, waitMs: number) => void;
}

/** The right to one call; `release` gives its parallel place back. */
export interface LimitLease {
  release(): void;
}

export interface LimitState {
  readonly key: string;
  /** Units free now; negative while a debt is paid. */
  readonly room: number;
  readonly underWay: number;
  readonly waiting: number;
  /** Blocked by the marketplace's word for so long, milliseconds. */
  readonly blockedMs: number;
}

/** Keeps the limits of one process. Share one among clients of the same account. */
export interface Limiter {
  /** Resolves when every bucket has room, having taken it. Rejects with `RefusedError` (code `deadline`) or the signal's reason. */
  acquire(request: LimitRequest): Promise<LimitLease>;
  charge(key: string, units: number, unit: LimitUnit): void;
  block(key: string, until: number): void;
  correct(key: string, room: number): void;
  state(): LimitState[];
}

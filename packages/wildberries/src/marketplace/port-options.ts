import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';

/** How patiently the port waits for what Wildberries does after it has answered. */
export interface PortOptions {
  readonly clock?: Clock;
  /** A card or a price upload that is not done after so long ends as `unknown`, milliseconds. Default: 600 000. */
  readonly deadlineMs?: number;
  /** The first pause between two questions, milliseconds; it grows. Default: 1000. */
  readonly intervalMs?: number;
}

export interface Patience {
  readonly clock: Clock;
  readonly deadlineMs: number;
  readonly intervalMs: number;
}

export function patience({ clock = systemClock, deadlineMs = 600_000, intervalMs = 1000 }: PortOptions = {}): Patience {
  return { clock, deadlineMs, intervalMs };
}

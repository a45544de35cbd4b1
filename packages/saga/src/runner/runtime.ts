import type { Clock, Logger, Random } from '@occwo/core';
import type { Definition } from '../define/definition.js';
import type { Direction, Outcome } from '../engine/entry.js';
import type { SagaRow, SagaStatus, Store } from '../store/store.js';
import type { CrashPoint } from './points.js';
import type { Slots } from './slots.js';

/** What happened, for metrics and spans. Durations in milliseconds. */
export type SagaEvent =
  | { readonly type: 'started'; readonly saga: string; readonly key: string }
  | {
      readonly type: 'attempt'; readonly saga: string; readonly key: string; readonly step: string; readonly direction: Direction;
      readonly attempt: number; readonly outcome: Outcome; readonly durationMs: number; readonly error?: string | undefined;
    }
  | { readonly type: 'ended'; readonly saga: string; readonly key: string; readonly status: SagaStatus; readonly ageMs: number }
  | { readonly type: 'stuck'; readonly saga: string; readonly key: string; readonly step: string; readonly direction: Direction; readonly why: string }
  | { readonly type: 'takeover'; readonly saga: string; readonly key: string; readonly epoch: number }
  | { readonly type: 'lease-lost'; readonly worker: string };

/** What every part of the runner shares. */
export interface Runtime {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly slots: Slots;
  /** Waits of up to so many milliseconds are kept in memory; for longer ones the saga is given back. */
  readonly holdMs: number;
  readonly point: (name: CrashPoint, detail?: string) => void;
  readonly emit: (event: SagaEvent) => void;
  readonly definitionOf: (fingerprint: string) => Definition | undefined;
}

export const labelOf = (row: Pick<SagaRow, 'name' | 'key'>): { saga: string; key: string } => ({ saga: row.name, key: row.key });

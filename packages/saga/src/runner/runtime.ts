import type { Clock, Logger, Random } from '@occwo/core';
import type { Definition } from '../define/definition.js';
import type { Direction, NewEntry, Outcome } from '../engine/entry.js';
import type { SagaRow, SagaStatus, Store } from '../store/store.js';
import type { SagaInstrumentation } from './instrumentation.js';
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
  /** The saga runs by an older definition and cannot be led to this version: it waits for a better translation, or an older worker. */
  | { readonly type: 'unmigrated'; readonly saga: string; readonly key: string; readonly version: number; readonly why: string }
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
  /** What an entry says is only put into words if somebody listens. */
  readonly point: (name: CrashPoint, detail?: string | NewEntry) => void;
  /** Undefined where nobody listens. */
  readonly emit: ((event: SagaEvent) => void) | undefined;
  readonly instrumentation: SagaInstrumentation | undefined;
  /** The definition that drives sagas of this fingerprint: their own, or one that they migrate to. */
  readonly definitionOf: (fingerprint: string) => Definition | undefined;
}

export const labelOf = (row: Pick<SagaRow, 'name' | 'key'>): { saga: string; key: string } => ({ saga: row.name, key: row.key });

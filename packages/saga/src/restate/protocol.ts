import type { Entry } from '../engine/entry.js';
import type { SagaRow, SagaStatus } from '../store/store.js';

/** Raised when the order of what a drive asks of Restate changes: a journal of another order cannot be replayed. */
export const driveVersion = 1;

/** The handlers of a saga's workflow. */
export const handler = { run: 'run', look: 'look', act: 'act', finished: 'finished', post: 'post', publish: 'publish' } as const;

/** Keys of a workflow's state. `shape` is there as long as the saga is open. */
export const stateKey = { row: 'row', shape: 'shape', entry: (seq: number): string => `entry:${seq}` } as const;

/** Durable promises of a workflow: post from outside, the answer to it, the nth rest (ended or stuck), and the end of the workflow. */
export const promiseKey = {
  mail: (n: number): string => `mail:${n}`,
  answer: (n: number): string => `answer:${n}`,
  rest: (n: number): string => `rest:${n}`,
  over: 'over',
} as const;

/** The service that sends what sagas of this name emit. A name of its own for each, so that every saga's own endpoint sends them. */
export const outboxOf = (saga: string): string => `${saga}.outbox`;

/** What a saga's workflow is submitted with. */
export interface StartMessage {
  readonly drive: number;
  readonly version: number;
  readonly fingerprint: string;
  readonly shape: readonly string[];
  readonly input: unknown;
  readonly inputHash: string;
  readonly deadlineMs?: number | undefined;
  readonly parent?: { readonly name: string; readonly key: string; readonly step: string } | undefined;
}

/** The row in a workflow's state: how much of the journal, the post and the rests there is, too. */
export interface KeptRow extends Omit<SagaRow, 'owner' | 'parent' | 'pokes'> {
  readonly entries: number;
  readonly mails: number;
  readonly rests: number;
}

/** What an open saga depends on. */
export interface KeptShape {
  readonly version: number;
  readonly fingerprint: string;
  readonly shape: readonly string[];
}

export type ActMail =
  | { readonly act: 'signal'; readonly name: string; readonly payload?: unknown; readonly id?: string | undefined }
  | { readonly act: 'cancel' | 'retry' | 'skip'; readonly actor: string; readonly reason: string; readonly step?: string | undefined }
  | {
      readonly act: 'resolve'; readonly actor: string; readonly reason: string; readonly step?: string | undefined;
      readonly outcome: 'ok' | 'refused'; readonly result?: unknown;
    };

/** Post to a saga that runs: from people, from the parent, from a child. */
export type Mail =
  | ActMail
  | { readonly act: 'take-back' }
  | { readonly act: 'release' }
  | { readonly act: 'child-rests'; readonly step: string; readonly status: SagaStatus; readonly results: Record<string, unknown> };

export interface Refusal {
  readonly error: 'state' | 'type' | 'absent';
  readonly message: string;
  readonly hint: string;
}
export type Answer = { readonly error?: undefined } | Refusal;

export interface Looked {
  readonly row: KeptRow;
  readonly journal: readonly Entry[];
}





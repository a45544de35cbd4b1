import type { Definition } from '../define/definition.js';
import type { Entry, NewEntry } from '../engine/entry.js';
import { apply, viewOf } from '../engine/view.js';
import type { View } from '../engine/view.js';
import type { Held } from '../runner/hand.js';
import type { Loaded, SagaRow, SagaStatus } from '../store/store.js';
import { idOf } from './id-of.js';
import { stateKey } from './protocol.js';
import type { KeptRow, KeptShape, StartMessage } from './protocol.js';
import type { DriveContext } from './sdk.js';

/** What a journaled moment says: when it was, by the worker's clock, and who was there. */
export interface Stamp {
  readonly at: number;
  /** One replay of the drive, in one process: two lives never share a name. */
  readonly life: string;
  readonly worker: string;
}

/** A saga's row and journal as its drive keeps them in the state of the workflow. Everything in it comes from Restate's journal. */
export class Book implements Held {
  readonly journal: Entry[] = [];
  readonly view: View;
  readonly tenure = { now: () => this.now, holds: () => true };
  /** The time of the last stamp. */
  private now: number;
  private kept: KeptRow;

  constructor(
    private readonly context: DriveContext,
    readonly definition: Definition,
    start: StartMessage,
    { at }: Stamp,
  ) {
    const { name } = definition;
    const { version, fingerprint, input, inputHash, deadlineMs, shape } = start;
    this.now = at;
    this.view = viewOf(definition, []);
    this.kept = {
      id: idOf(name, context.key), name, version, fingerprint, key: context.key, input, inputHash, status: 'running', epoch: 1,
      deadline: deadlineMs === undefined ? undefined : at + deadlineMs, created: at, ended: undefined, entries: 0, mails: 0, rests: 0,
    };
    const open: KeptShape = { version, fingerprint, shape };
    context.set(stateKey.shape, open);
    this.keep({});
  }

  get row(): SagaRow {
    return rowOf(this.kept);
  }

  get loaded(): Loaded {
    return { row: this.row, journal: this.journal };
  }

  get mails(): number {
    return this.kept.mails;
  }

  get rests(): number {
    return this.kept.rests;
  }

  stamp({ at }: Stamp): void {
    this.now = Math.max(this.now, at);
  }

  /** Appends an entry. A takeover raises the fence for all that comes. */
  append(entry: NewEntry, { at, worker }: Stamp): void {
    const epoch = this.kept.epoch + (entry.kind === 'takeover' ? 1 : 0);
    const written: Entry = { ...entry, seq: this.journal.length + 1, epoch, worker, at };
    this.journal.push(written);
    apply(this.definition, this.view, written);
    this.context.set(stateKey.entry(written.seq), written);
    this.keep({ epoch, entries: written.seq });
  }

  opened(): void {
    this.keep({ mails: this.kept.mails + 1 });
  }

  runs(): void {
    const { version, fingerprint } = this.kept;
    const open: KeptShape = { version, fingerprint, shape: this.definition.shape };
    this.context.set(stateKey.shape, open);
    this.keep({ status: 'running', ended: undefined });
  }

  /** Ended or stuck: from now on it rests. */
  rest(status: SagaStatus, at: number): void {
    const isOver = status !== 'stuck';
    if (isOver) this.context.clear(stateKey.shape);
    this.keep({ status, ended: isOver ? at : undefined, rests: this.kept.rests + 1 });
  }

  private keep(change: Partial<KeptRow>): void {
    this.kept = { ...this.kept, ...change };
    this.context.set(stateKey.row, this.kept);
  }
}

export function rowOf({ entries: _entries, mails, rests: _rests, ...row }: KeptRow): SagaRow {
  return { ...row, owner: undefined, parent: undefined, pokes: mails };
}

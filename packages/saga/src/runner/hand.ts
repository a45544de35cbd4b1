import type { Definition } from '../define/definition.js';
import { nextSeq } from '../engine/entry.js';
import type { Entry, NewEntry } from '../engine/entry.js';
import { apply, viewOf, viewOfStep } from '../engine/view.js';
import type { View } from '../engine/view.js';
import type { Append, Message, NewSaga, SagaEnd, SagaRow } from '../store/store.js';
import { Fenced, Rewound } from './errors.js';
import type { Runtime } from './runtime.js';
import type { Tenure } from './tenure.js';

/** A saga as its steps see it, whoever keeps its journal. */
export interface Held {
  readonly definition: Definition;
  readonly row: SagaRow;
  readonly view: View;
  readonly tenure: Pick<Tenure, 'now' | 'holds'>;
}

/** Something to be written. It keeps where it was first tried, so that it is recognised if that write got through after all. */
export interface Writing {
  readonly entry: NewEntry;
  readonly messages?: readonly Message[];
  readonly child?: NewSaga;
  firstSeq?: number;
}

/** A saga's journal in the hand of its owner: read, and appended to under the owner's epoch. */
export class Hand implements Held {
  /** Somebody else may have written: read again before deciding. */
  stale = false;
  view: View;
  /** The store's breaks when the journal was read. */
  private breaks: number | undefined;

  constructor(
    private readonly runtime: Runtime,
    readonly tenure: Tenure,
    readonly definition: Definition,
    /** As it was when the journal was read. */
    public row: SagaRow,
    public journal: Entry[],
  ) {
    this.view = viewOf(definition, journal);
    this.breaks = runtime.store.breaks;
  }

  /** Reads the journal again. Throws `Fenced` if the saga is no longer ours, `Rewound` if it is shorter than it was. */
  async reload(): Promise<void> {
    const { breaks } = this.runtime.store;
    const loaded = await this.runtime.store.load(this.row.id);
    const isOurs = loaded?.row.epoch === this.row.epoch && loaded.row.owner === this.tenure.worker && loaded.row.status === 'running';
    if (!loaded || !isOurs) throw new Fenced(`saga ${this.row.id} is no longer owned by ${this.tenure.worker}`);
    const isRewound = loaded.journal.length < this.journal.length;
    this.row = loaded.row;
    this.journal = loaded.journal;
    this.view = viewOf(this.definition, loaded.journal);
    this.stale = false;
    this.breaks = breaks;
    if (isRewound) throw new Rewound(`saga ${this.row.id} has lost its last entries`);
  }

  /**
   * Appends an entry. If the answer got lost, or another entry came first, the journal is read again and the entry is written
   * at the new end, unless it is there already. Throws if the database fails: call again with the same writing.
   * With `end`, the saga is released in the same write; true if it was.
   */
  async append(writing: Writing, end?: SagaEnd): Promise<boolean> {
    for (;;) {
      if (!this.tenure.holds()) throw new Fenced('the lease is over');
      if (this.breaks !== this.runtime.store.breaks) await this.reload();
      if (writing.firstSeq !== undefined && this.isWritten(writing)) return false;
      if (this.isDecided(writing.entry)) return false;
      const write = this.writeOf(writing, undefined, end);
      writing.firstSeq ??= write.seq;
      this.runtime.point('append:before', writing.entry);
      const answer = await this.runtime.store.append(write);
      this.runtime.point('append:after', writing.entry);
      if (answer !== 'refused') {
        this.push(entryOf(write, answer.at));
        return answer.ended === true;
      }
      await this.reload();
    }
  }

  /** The write for the store, at the present end of the journal. */
  writeOf({ entry, messages, child }: Writing, seq: number = nextSeq(this.journal), end?: SagaEnd): Append {
    const { id: saga, epoch, pokes } = this.row;
    return { saga, seq, epoch, worker: this.tenure.worker, entry, messages, child, end: end && { status: end, pokes } };
  }

  private push(entry: Entry): void {
    this.journal.push(entry);
    apply(this.definition, this.view, entry);
  }

  /** The step has its final outcome already, by a transaction whose commit went unanswered. */
  private isDecided({ kind, step }: NewEntry): boolean {
    const view = viewOfStep(this.view, step);
    return kind === 'run' ? view.run !== undefined : kind === 'undo' && view.undo !== undefined;
  }

  /** Only the owner writes entries of these kinds under its epoch, one at a time: an equal one behind the first try is this one. */
  private isWritten({ entry, firstSeq }: Writing): boolean {
    return this.journal.some((known) =>
      known.seq >= (firstSeq ?? 0) && known.epoch === this.row.epoch && known.kind === entry.kind &&
      known.step === entry.step && known.outcome === entry.outcome && known.attempt === entry.attempt);
  }
}

/** Written out: a spread would make an object of another shape of every kind of entry, at twice the memory. */
function entryOf({ seq, epoch, worker, entry }: Append, at: number): Entry {
  const { step, kind, outcome, result, error, attempt, delayMs, token, actor, reason } = entry;
  return { seq, step, kind, outcome, result, error, attempt, delayMs, token, epoch, worker, actor, reason, at };
}

export const pointDetail = ({ step, kind, outcome }: NewEntry): string => [kind, step, outcome].filter(Boolean).join(':');

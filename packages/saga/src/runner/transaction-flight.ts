import { nextSeq } from '../engine/entry.js';
import type { Action } from '../engine/next.js';
import { Fenced } from './errors.js';
import { Flight } from './flight.js';
import { pointDetail } from './hand.js';
import type { Hand, Writing } from './hand.js';
import type { Runtime } from './runtime.js';

/** An attempt of a step with `delivery: 'tx'`. */
export class TransactionFlight extends Flight {
  constructor(private readonly own: { readonly runtime: Runtime; readonly hand: Hand }, action: Action) {
    super(own.runtime, own.hand, action);
  }

  /** The user's queries and the journal entry in one transaction. If another entry came first, the entry is tried behind it. */
  protected override perform(): Promise<Writing> {
    const { runtime, hand } = this.own;
    const written = runtime.store.transaction(async (tx) => {
      const context = Object.assign(this.context(), { tx });
      const entry = this.success(await this.call(context));
      const writing: Writing = { entry, messages: context.messages };
      for (let seq = nextSeq(hand.journal); ; ) {
        writing.firstSeq ??= seq;
        if ((await runtime.store.appendIn(tx, hand.writeOf(writing, seq))) !== 'refused') break;
        const loaded = await runtime.store.load(hand.row.id, tx);
        if (loaded?.row.epoch !== hand.row.epoch) throw new Fenced('the saga was taken over');
        seq = nextSeq(loaded.journal);
      }
      runtime.point('transaction:before-commit', pointDetail(entry));
      return writing;
    });
    return written.then((writing) => {
      runtime.point('transaction:after-commit', pointDetail(writing.entry));
      hand.stale = true;
      return writing;
    });
  }
}

import type { BulkEvent, BulkOptions, OutcomeEvent } from '../bulk/bulk-event.js';
import { Channel } from '../bulk/channel.js';
import { chunkSource } from '../bulk/chunks.js';
import { accepted, duplicateSku, rejected } from '../bulk/outcomes.js';
import type { CatalogPort, ExternalIds, Items } from '../marketplace/marketplace.js';
import { sleep } from '../time/sleep.js';
import type { LedgerEntry, LedgerKey, LedgerKind, LedgerOutcome, LedgerScope } from './ledger.js';
import { keyText } from './ledger-key.js';
import { OpenLines, ledgerOutcome } from './ledger-lines.js';
import type { Line } from './ledger-lines.js';
import type { LedgerSession } from './ledger-use.js';
import { nextMove } from './next-move.js';
import { askPending, stillUnderWay } from './pending-lines.js';

/** Items that are compared with the ledger by one read. */
const comparedAtOnce = 1000;
const firstPauseMs = 1000;
const longestPauseMs = 15_000;

export interface LedgeredWork<Item extends { readonly sku: string }> {
  readonly kind: LedgerKind;
  readonly keyOf: (item: Item) => LedgerKey;
  readonly hashOf: (item: Item) => string;
  /** The item with the ids that the ledger knows of its card. */
  readonly withIds?: (item: Item, externalIds: ExternalIds) => Item;
  readonly send: (items: AsyncIterable<Item>, options: BulkOptions) => AsyncIterable<BulkEvent>;
  readonly reconcile?: CatalogPort['reconcile'] | undefined;
}

/** An event on its way out; what the ledger itself says of an item is not written into it again. */
interface Told {
  readonly event: BulkEvent;
  readonly ofLedger?: boolean;
}

/** One run of one kind of work: compares with the ledger, notes what is about to be sent, sends it, notes what became of it, tells it. */
export class LedgeredRun<Item extends { readonly sku: string }> {
  readonly #out = new Channel<Told>(comparedAtOnce);
  readonly #open = new OpenLines<Item>();
  /** Keys that have entered this run and have no outcome. */
  readonly #busy = new Set<string>();
  readonly #left = new AbortController();
  readonly #totals = { read: 0, accepted: 0, rejected: 0, unknown: 0 };
  readonly #scope: LedgerScope;
  #failure: { readonly error: unknown } | undefined;
  #waiting: readonly Line<Item>[] = [];

  constructor(private readonly items: Items<Item>, private readonly work: LedgeredWork<Item>, private readonly session: LedgerSession, private readonly options: BulkOptions) {
    this.#scope = { account: session.account, kind: work.kind };
  }

  async *events(): AsyncGenerator<BulkEvent> {
    void this.#pump().then(() => this.#out.end(), (error: unknown) => this.#out.fail(error));
    try {
      for (let batch = await this.#out.takeAll(); batch; batch = await this.#out.takeAll()) {
        await this.#note(batch).catch((error: unknown) => void (this.#failure ??= { error }));
        for (const { event } of batch) yield this.#counted(event);
      }
      yield { type: 'progress', ...this.#totals };
      if (this.#failure) throw this.#failure.error;
    } finally {
      this.#left.abort();
      this.#out.end();
    }
  }

  async #pump(): Promise<void> {
    const beforeSend = async (items: readonly unknown[]) => {
      await this.options.beforeSend?.(items);
      const intents = items.flatMap((item) => this.#open.of(item) ?? []).map(({ key, hash }) => ({ ...key, hash }));
      if (intents.length > 0) await this.session.ledger.begin(this.#scope, intents, { id: this.session.run, at: this.session.clock.now() });
    };
    for await (const event of this.work.send(this.#toSend(), { ...this.options, beforeSend })) {
      if (this.#left.signal.aborted) return;
      await this.#out.push({ event });
    }
  }

  /** What has to be sent, as the port asks for it. What has not changed is told at once. */
  async *#toSend(): AsyncGenerator<Item> {
    const source = chunkSource(this.items, comparedAtOnce);
    try {
      for (let chunk = await source.take(); chunk && !this.#isOver(); chunk = await source.take()) {
        this.#totals.read += chunk.length;
        yield* this.#hand(await this.#compare(chunk));
        await this.#tell({ type: 'progress', ...this.#totals });
      }
      yield* this.#waitForPending();
    } finally {
      await source.close();
    }
  }

  #isOver(): boolean {
    return this.#failure !== undefined || this.#left.signal.aborted;
  }

  /** Tells what the ledger knows already, and gives back what is to be sent. */
  async #compare(items: readonly Item[]): Promise<readonly Line<Item>[]> {
    const known = await this.#read(this.#scope, items.map(({ sku }) => sku));
    const send: Line<Item>[] = [];
    const ask: Line<Item>[] = [];
    for (const item of items) {
      const key = this.work.keyOf(item);
      const text = keyText(key);
      if (this.#busy.has(text)) {
        await this.#tell(rejected(item.sku, duplicate(item.sku)));
        continue;
      }
      const entry = known.get(text);
      const line = { item, key, hash: this.work.hashOf(item), externalIds: entry?.externalIds ?? {}, entry };
      const move = nextMove(entry, line.hash, this.session.rules);
      if (move === 'unchanged') await this.#tell({ ...accepted(item.sku, line.externalIds), unchanged: true });
      else if (move === 'held') await this.#tell({ ...rejected(item.sku, ...(entry?.error?.reasons ?? [])), unchanged: true });
      else {
        this.#busy.add(text);
        // What cannot be asked for is set or overwritten: sending it again ends the same.
        (move === 'ask' && this.work.reconcile ? ask : send).push(line);
      }
    }
    return ask.length === 0 ? send : [...(await this.#ask(ask)), ...send];
  }

  async #ask(lines: readonly Line<Item>[]): Promise<readonly Line<Item>[]> {
    const { reconcile } = this.work;
    if (!reconcile) return lines;
    const { ended, send, wait } = await askPending(lines, this.#scope, reconcile, this.session, this.#signal());
    for (const { line, event } of ended) await this.#end(line, event);
    this.#waiting = [...this.#waiting, ...wait];
    return send;
  }

  /** Asks again for what an earlier run sent just now, until it shows or has had its time. */
  async *#waitForPending(): AsyncGenerator<Item> {
    const { clock, settleMs, patientUntil } = this.session;
    for (let pauseMs = firstPauseMs; this.#waiting.length > 0 && !this.#isOver(); pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      const due = Math.min(...this.#waiting.map(({ entry }) => (entry?.pending?.at ?? 0) + settleMs - clock.now()), patientUntil - clock.monotonic());
      const milliseconds = Math.max(1, Math.min(pauseMs, due));
      await this.#tell({ type: 'paused', reason: `${this.#waiting.length} cards that an earlier run sent do not show yet`, milliseconds });
      const wentOn = await sleep(clock, milliseconds, this.#signal()).then(() => true, () => false);
      const waiting = this.#waiting;
      this.#waiting = [];
      if (wentOn) yield* this.#hand(await this.#ask(waiting));
      else for (const line of waiting) await this.#end(line, stillUnderWay(line));
    }
  }

  async *#hand(lines: readonly Line<Item>[]): AsyncGenerator<Item> {
    const { withIds } = this.work;
    const cards = withIds && lines.length > 0 ? await this.#read({ ...this.#scope, kind: 'product' }, lines.map(({ key }) => key.sku)) : undefined;
    for (const line of lines) {
      const ids = cards?.get(keyText({ sku: line.key.sku }))?.externalIds;
      const item = withIds && ids ? withIds(line.item, ids) : line.item;
      this.#open.add({ ...line, item });
      yield item;
    }
  }

  async #read(scope: LedgerScope, skus: readonly string[]): Promise<Map<string, LedgerEntry>> {
    return new Map((await this.session.ledger.read(scope, [...new Set(skus)])).map((entry) => [keyText(entry), entry]));
  }

  #end({ key }: Line<Item>, event: OutcomeEvent): Promise<void> {
    this.#busy.delete(keyText(key));
    return this.#tell(event);
  }

  #tell(event: BulkEvent): Promise<void> {
    return this.#out.push({ event, ofLedger: true });
  }

  #signal(): AbortSignal {
    return this.options.signal ? AbortSignal.any([this.options.signal, this.#left.signal]) : this.#left.signal;
  }

  /** Writes what a batch of events says into the ledger, before they are told. */
  async #note(batch: readonly Told[]): Promise<void> {
    const { ledger, run: id, clock } = this.session;
    const run = { id, at: clock.now() };
    const outcomes: LedgerOutcome[] = [];
    for (const { event, ofLedger } of batch) {
      if (ofLedger) continue;
      if (event.type === 'task') {
        const keys = event.skus.flatMap((sku) => this.#open.ofSku(sku)).map(({ key }) => key);
        await ledger.noteTask(this.#scope, keys, event.task, run);
      } else if (event.type === 'accepted' || event.type === 'rejected' || event.type === 'unknown') {
        const closed = this.#open.close(event);
        for (const line of closed?.lines ?? []) {
          this.#busy.delete(keyText(line.key));
          outcomes.push(ledgerOutcome(line, closed?.event as OutcomeEvent));
        }
      }
    }
    if (outcomes.length > 0) await ledger.settle(this.#scope, outcomes, run);
  }

  /** A port counts what it was handed; the run counts what it read. */
  #counted(event: BulkEvent): BulkEvent {
    if (event.type === 'accepted' || event.type === 'rejected' || event.type === 'unknown') this.#totals[event.type] += 1;
    return event.type === 'progress' ? { type: 'progress', ...this.#totals } : event;
  }
}

function duplicate(sku: string) {
  return { code: duplicateSku, message: `"${sku}" stands in the input more than once`, field: 'sku', hint: 'give each item its own SKU' };
}

import { RefusedError } from '../errors/local-errors.js';
import type { Items } from '../marketplace/marketplace.js';
import type { BulkEvent, BulkOptions, OutcomeEvent, PausedEvent, TaskEvent } from './bulk-event.js';
import { Channel } from './channel.js';
import { chunkSource } from './chunks.js';
import { endsTheRun, outcomeOfFailure, reasonOf } from './failure-outcome.js';
import { duplicateSku, rejected, unknown } from './outcomes.js';

/** What a chunk's `send` may use. */
export interface BulkContext {
  /** Aborts when nobody reads the run's events any more. An abort by the user lets chunks under way finish. */
  readonly signal: AbortSignal;
}

/** How one kind of bulk work is done. */
export interface BulkRun<Item> {
  /** Items a chunk: the operation's batch size. `options.chunkSize` may make it smaller. */
  readonly chunkSize: number;
  readonly sku: (item: Item) => string;
  /** Whether one SKU may stand in a chunk more than once (stocks: a row a warehouse). Each row gets its own outcome. */
  readonly repeats?: boolean;
  /** Sends one chunk and says what became of each item. An item it says nothing of ends as unknown. */
  readonly send: (chunk: readonly Item[], context: BulkContext) => AsyncIterable<OutcomeEvent | PausedEvent | TaskEvent>;
}

const defaultConcurrency = 4;

/**
 * Works off an input of any length in chunks: memory is chunk × concurrency. Every item gets exactly one outcome; an
 * error that would meet every chunk (credentials, read-only, abort) ends the run by throwing, after the chunks under
 * way have told theirs.
 */
export async function* runBulk<Item>(items: Items<Item>, run: BulkRun<Item>, options: BulkOptions = {}): AsyncGenerator<BulkEvent> {
  const size = Math.max(1, Math.min(options.chunkSize ?? run.chunkSize, run.chunkSize));
  const concurrency = Math.max(1, options.concurrency ?? defaultConcurrency);
  const source = chunkSource(items, size);
  const events = new Channel<BulkEvent>(size * concurrency);
  const abandoned = new AbortController();
  const totals = { read: 0, accepted: 0, rejected: 0, unknown: 0 };
  let chunks = 0;
  let fatal: { readonly error: unknown } | undefined;

  const work = async (): Promise<void> => {
    while (!fatal && !abandoned.signal.aborted) {
      if (options.signal?.aborted) throw abortedRun(options.signal.reason);
      const chunk = await source.take();
      if (!chunk) return;
      totals.read += chunk.length;
      await events.push({ type: 'chunk', number: (chunks += 1), items: chunk.length });
      const tell = async (event: OutcomeEvent | PausedEvent | TaskEvent) => {
        if (event.type !== 'paused' && event.type !== 'task') totals[event.type] += 1;
        await events.push(event);
      };
      const error = await settle(chunk, run, { signal: abandoned.signal, beforeSend: options.beforeSend }, tell);
      await events.push({ type: 'progress', ...totals });
      if (error) fatal ??= error;
    }
  };
  const workers = Array.from({ length: concurrency }, () => work().catch((error: unknown) => void (fatal ??= { error })));
  const finish = async (): Promise<void> => {
    await Promise.all(workers);
    // Once more at the end: the progress of two workers may have overtaken each other on the way.
    await events.push({ type: 'progress', ...totals });
    if (fatal) events.fail(fatal.error);
    else events.end();
  };
  void finish();

  try {
    yield* events;
  } finally {
    abandoned.abort();
    events.end();
    await source.close();
  }
}

/** Sends one chunk and sees to it that each of its items gets one outcome. Gives back an error that ends the run. */
async function settle<Item>(
  chunk: readonly Item[], run: BulkRun<Item>, { signal, beforeSend }: BulkContext & Pick<BulkOptions, 'beforeSend'>,
  tell: (event: OutcomeEvent | PausedEvent | TaskEvent) => Promise<void>,
): Promise<{ readonly error: unknown } | undefined> {
  const open = new OpenItems();
  const sent: Item[] = [];
  for (const item of chunk) {
    const sku = run.sku(item);
    if (open.has(sku) && !run.repeats) {
      await tell(rejected(sku, duplicate(sku)));
    } else {
      open.add(sku);
      sent.push(item);
    }
  }
  try {
    await beforeSend?.(sent);
  } catch (error) {
    for (const sku of open) await tell(rejected(sku, { ...reasonOf(error), temporary: true }));
    return { error };
  }
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const event of run.send(sent, { signal })) {
      if (event.type === 'paused' || event.type === 'task' || open.close(event.sku)) await tell(event);
    }
  } catch (error) {
    failure = { error };
  }
  for (const sku of open) await tell(failure ? outcomeOfFailure(sku, failure.error) : unknown(sku, noAnswer));
  return failure && endsTheRun(failure.error) ? failure : undefined;
}

/** The SKUs of a chunk that have no outcome yet, with how many rows each has. */
class OpenItems implements Iterable<string> {
  readonly #rows = new Map<string, number>();

  has(sku: string): boolean {
    return this.#rows.has(sku);
  }

  add(sku: string): void {
    this.#rows.set(sku, (this.#rows.get(sku) ?? 0) + 1);
  }

  /** Whether there was a row to close. */
  close(sku: string): boolean {
    const rows = this.#rows.get(sku);
    if (rows === undefined) return false;
    if (rows > 1) this.#rows.set(sku, rows - 1);
    else this.#rows.delete(sku);
    return true;
  }

  *[Symbol.iterator](): Generator<string> {
    for (const [sku, rows] of this.#rows) for (let row = 0; row < rows; row += 1) yield sku;
  }
}

const noAnswer = { code: 'occwo.no-answer', message: 'the marketplace said nothing about this item', hint: 'look at it in the cabinet, or send it again' };

function duplicate(sku: string) {
  return { code: duplicateSku, message: `"${sku}" stands in the input more than once`, field: 'sku', hint: 'give each item its own SKU' };
}

function abortedRun(cause: unknown): RefusedError {
  return new RefusedError('the run was stopped; what was under way has been finished', { code: 'aborted', hint: 'run it again to send the rest', cause });
}

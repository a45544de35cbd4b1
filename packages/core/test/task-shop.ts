import { accepted, rejected, unknown } from '../src/bulk/outcomes.js';
import { runBulk } from '../src/bulk/run-bulk.js';
import { ApiError } from '../src/errors/api-error.js';
import { NetworkError } from '../src/errors/local-errors.js';
import type { Marketplace } from '../src/marketplace/marketplace.js';
import type { Product } from '../src/model/product.js';
import type { OutcomeEvent } from '../src/bulk/bulk-event.js';
import { settleDoubts } from '../src/reconcile/settle-doubts.js';
import { pollUntil } from '../src/retry/poll-until.js';
import type { FakeClock } from '../src/testing/fake-clock.js';
import type { Mortal } from './mortal.js';

/** How a call goes: well, lost on the way there, lost on the way back, or refused for speed. */
export type Fate = 'well' | 'lost-before' | 'lost-after' | 'busy';

interface Task {
  readonly doneAt: number;
  readonly items: readonly Product[];
  outcomes?: readonly OutcomeEvent[];
}

const reason = { code: 'BAD_NAME', message: 'a name like this is not taken' };
export const isBad = (name: string) => name.startsWith('bad');

/** A marketplace of the kind that takes cards by tasks, which outlives the processes that publish on it and counts what reaches it. */
export class TaskShop {
  readonly cards = new Map<string, { name: string; updatedAt: number; price?: string; stocks: Record<string, number> }>();
  /** What was tried and what arrived of each SKU, in order. */
  readonly log = new Map<string, string[]>();
  created: string[] = [];
  writes = 0;
  readonly #tasks: Task[] = [];

  constructor(private readonly clock: FakeClock, private readonly taskMs: number) {}

  importCards(items: readonly Product[]): string {
    this.writes += 1;
    for (const { sku, name } of items) this.note(sku, `arrival ${name}`);
    this.#tasks.push({ doneAt: this.clock.now() + this.taskMs, items });
    return String(this.#tasks.length - 1);
  }

  note(sku: string, line: string): void {
    this.log.set(sku, [...(this.log.get(sku) ?? []), line]);
  }

  /** Undefined while the task is at work. */
  results(task: string): readonly OutcomeEvent[] | undefined {
    this.settle();
    return this.#tasks[Number(task)]?.outcomes;
  }

  settle(): void {
    for (const task of this.#tasks) {
      if (task.outcomes || task.doneAt > this.clock.now()) continue;
      task.outcomes = task.items.map(({ sku, name }) => {
        if (isBad(name)) return rejected(sku, reason);
        if (!this.cards.has(sku)) this.created.push(sku);
        this.cards.set(sku, { stocks: {}, ...this.cards.get(sku), name, updatedAt: task.doneAt });
        return accepted(sku, { id: `id-${sku}` });
      });
    }
  }
}

/** The port of a task shop, as one process has it. `fate` decides how each call goes. */
export function taskShopPort(shop: TaskShop, process: Mortal, clock: FakeClock, fate: () => Fate): Marketplace {
  const call = <Result>(effect: () => Result): Promise<Result> =>
    process.step((): Result => {
      const how = fate();
      if (how === 'busy') throw new ApiError('slower', { code: 'rate-limited', status: 429, marketplace: 'shop', operation: 'call', attempt: 1 });
      if (how === 'lost-before') throw new NetworkError('refused', { sent: false });
      const result = effect();
      if (how === 'lost-after') throw new NetworkError('reset', { sent: true });
      return result;
    });
  return {
    name: 'shop',
    catalog: {
      publish: (items, options) => runBulk(items, {
        chunkSize: 3, sku: ({ sku }) => sku,
        async *send(chunk, { signal }) {
          const task = await call(() => shop.importCards(chunk));
          yield { type: 'task', task, skus: chunk.map(({ sku }) => sku) };
          // Whoever cannot read the results any more leaves them unknown.
          const results = await pollUntil({ clock, signal, intervalMs: 500, deadlineMs: 60_000 }, () => call(() => shop.results(task))).catch(() => []);
          yield* results;
        },
      }, options),
      reconcile: (items, options = {}) => settleDoubts(items, 5, async (chunk) => chunk.flatMap((item) => {
        const outcomes = item.task === undefined ? [] : shop.results(item.task);
        if (!outcomes) return [{ ...unknown(item.sku, { code: 'occwo.task-unfinished', message: 'at work' }), underWay: true as const }];
        const told = outcomes.find(({ sku }) => sku === item.sku);
        if (told) return [told];
        shop.settle();
        const card = shop.cards.get(item.sku);
        return card && card.updatedAt >= (options.since ?? 0) ? [accepted(item.sku, { id: `id-${item.sku}` })] : [];
      })),
    },
    prices: {
      set: (items, options) => runBulk(items, {
        chunkSize: 4, sku: ({ sku }) => sku,
        async *send(chunk) {
          await call(() => {
            shop.writes += 1;
            for (const { sku, price } of chunk) Object.assign(shop.cards.get(sku) ?? {}, { price: price.amount });
          });
          for (const { sku } of chunk) yield accepted(sku);
        },
      }, options),
    },
    stocks: {
      set: (items, options) => runBulk(items, {
        chunkSize: 4, sku: ({ sku }) => sku, repeats: true,
        async *send(chunk) {
          await call(() => {
            shop.writes += 1;
            for (const { sku, warehouse = 'main', count } of chunk) Object.assign(shop.cards.get(sku)?.stocks ?? {}, { [warehouse]: count });
          });
          for (const { sku } of chunk) yield accepted(sku);
        },
      }, options),
    },
  };
}

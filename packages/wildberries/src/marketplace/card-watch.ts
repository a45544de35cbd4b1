import { sleep } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { Card } from './card.js';
import type { CardDirectory } from './card-directory.js';
import { cardsPage } from './content-calls.js';
import type { CardCursor, ContentCalls, ErrorCursor } from './content-calls.js';

/** What became of a card that was sent. */
export type Verdict =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }
  /** Another card of the same request was refused, and this one with it, though nothing is wrong with it. */
  | { readonly kind: 'dragged-down' }
  | { readonly kind: 'silent'; readonly waitedMs: number }
  /** The lists could not be read any more. */
  | { readonly kind: 'lost'; readonly error: unknown };

export interface WatchOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** How long a card may take, milliseconds. */
  readonly deadlineMs: number;
  /** The first wait between two looks, milliseconds; it grows by half each time, up to the longest. */
  readonly intervalMs: number;
}

interface Waiter {
  readonly resolve: (verdict: Verdict) => void;
  readonly deadline: number;
}

const longestIntervalMs = 15_000;

/**
 * Waits for cards, which Wildberries makes after it has answered. One pair of cursors runs through everything that changes
 * in the lists of cards and of errors after the run began, so a look costs two requests however many cards are waited for.
 */
export class CardWatch {
  readonly #waiters = new Map<string, Waiter>();
  #cards: CardCursor | undefined;
  #errors: ErrorCursor | undefined;
  #ready: Promise<void> | undefined;
  #interval = 0;
  #looking = false;

  constructor(private readonly calls: ContentCalls, private readonly directory: CardDirectory, private readonly options: WatchOptions) {}

  /** Notes where the lists end now. Must be awaited before anything is sent. */
  start(): Promise<void> {
    this.#ready ??= this.#noteEnds().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  async #noteEnds(): Promise<void> {
    this.#cards = await this.directory.tail();
    const [newest] = (await this.calls.errors({ newestFirst: true, limit: 1 })).items;
    this.#errors = newest && { updatedAt: newest.updatedAt, batchUUID: newest.batchUUID };
  }

  /** Waits for one card. Must be called before it is sent, or a quick answer could be read past. */
  expect(vendorCode: string): Promise<Verdict> {
    const { clock, deadlineMs, intervalMs } = this.options;
    this.#interval = intervalMs;
    const verdict = new Promise<Verdict>((resolve) => {
      this.#waiters.set(vendorCode, { resolve, deadline: clock.monotonic() + deadlineMs });
    });
    if (!this.#looking) void this.#lookUntilAllAreThere();
    return verdict;
  }

  /** The card was not sent after all. */
  forget(vendorCode: string): void {
    this.#waiters.delete(vendorCode);
  }

  async #lookUntilAllAreThere(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#waiters.size > 0) {
        await sleep(this.options.clock, this.#interval, this.options.signal);
        this.#interval = Math.min(this.#interval * 1.5, longestIntervalMs);
        await this.#readCards();
        if (this.#waiters.size > 0) await this.#readErrors();
        this.#giveUpLate();
      }
    } catch (error) {
      for (const vendorCode of [...this.#waiters.keys()]) this.#settle(vendorCode, { kind: 'lost', error });
    } finally {
      this.#looking = false;
    }
  }

  async #readCards(): Promise<void> {
    for (;;) {
      const page = await this.calls.cards({ after: this.#cards });
      for (const card of page) this.#settle(card.vendorCode, { kind: 'card', card });
      const last = page.at(-1);
      if (last) this.#cards = { updatedAt: last.updatedAt, nmID: last.nmID };
      if (page.length < cardsPage) return;
    }
  }

  async #readErrors(): Promise<void> {
    for (;;) {
      const { items, more } = await this.calls.errors({ after: this.#errors });
      for (const { vendorCodes, errors } of items) {
        for (const vendorCode of new Set([...vendorCodes, ...Object.keys(errors)])) {
          const messages = errors[vendorCode] ?? [];
          this.#settle(vendorCode, messages.length > 0 ? { kind: 'refused', messages } : { kind: 'dragged-down' });
        }
      }
      const last = items.at(-1);
      if (last) this.#errors = { updatedAt: last.updatedAt, batchUUID: last.batchUUID };
      if (!more || !last) return;
    }
  }

  #giveUpLate(): void {
    const now = this.options.clock.monotonic();
    for (const [vendorCode, { deadline }] of [...this.#waiters]) {
      if (deadline <= now) this.#settle(vendorCode, { kind: 'silent', waitedMs: this.options.deadlineMs });
    }
  }

  #settle(vendorCode: string, verdict: Verdict): void {
    this.#waiters.get(vendorCode)?.resolve(verdict);
    this.#waiters.delete(vendorCode);
  }
}

import type { Clock } from '@occwo/core';
import type { OzonCalls } from './calls.js';
import type { DayQuota, Quotas } from './wire.js';

/** How many cards of a request may go out now; with none, how long to wait and for what. */
export interface Admission {
  readonly offerIds: ReadonlySet<string>;
  readonly waitMs: number;
  readonly quota: 'minute' | 'day';
  /** So many of them have been answered, and Ozon counts them itself now. */
  release(count: number): void;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** How long what Ozon told of the quotas is believed, milliseconds; near their edge it is asked anew. */
const freshMs = 600_000;
const shortestWaitMs = 1000;

/**
 * Ozon's quotas of items, which differ by account and are told by `POST /v4/product/info/limit` alone: so many cards a minute, so
 * many new and so many changed ones a day (until 03:00 Moscow time). Kept here so that imports wait instead of being refused.
 */
export class ImportQuota {
  #quotas: Quotas = {};
  #readAt = Number.NEGATIVE_INFINITY;
  /** Sent since the quotas were read; as long as nobody looked, each may be a new card or a changed one. */
  #sent = 0;
  /** Sent, and not answered: the next reading may not count them yet. */
  #underWay = 0;
  #blockedUntil = Number.NEGATIVE_INFINITY;
  #lastMinute: { readonly at: number; readonly items: number }[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly calls: Pick<OzonCalls, 'quotas' | 'cards'>, private readonly clock: Clock) {}

  /** Takes room for as many of these cards as there is, in their order. Chunks that run at once take turns. */
  admit(offerIds: readonly string[], signal?: AbortSignal): Promise<Admission> {
    const mine = this.#turn.then(() => this.#admit(offerIds, signal));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Ozon refused an import for its quota (`Item-Retry-After`, in minutes): nothing goes out until then, and the quotas are read anew. */
  refused(retryAfterMs: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, this.clock.monotonic() + Math.max(shortestWaitMs, retryAfterMs));
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  async #admit(offerIds: readonly string[], signal?: AbortSignal): Promise<Admission> {
    const blockedMs = this.#blockedUntil - this.clock.monotonic();
    if (blockedMs > 0) return none(blockedMs, blockedMs > minuteMs ? 'day' : 'minute');
    const edge = () => Math.min(this.#dayRoom('create'), this.#dayRoom('update'));
    const old = this.clock.monotonic() - this.#readAt >= freshMs || this.#dayIsOver();
    if (old || (edge() < offerIds.length && this.#sent > this.#underWay)) await this.#read(signal);

    const inMinute = this.#minuteRoom();
    if (inMinute <= 0) return none(this.#minuteWaitMs(), 'minute');
    const fitting = edge() >= offerIds.length ? offerIds : await this.#withinTheDay(offerIds, signal);
    if (fitting.length === 0) return none(this.#dayWaitMs(), 'day');
    return this.#take(fitting.slice(0, inMinute));
  }

  #take(taken: readonly string[]): Admission {
    this.#sent += taken.length;
    this.#underWay += taken.length;
    this.#lastMinute.push({ at: this.clock.monotonic(), items: taken.length });
    const release = (count: number) => void (this.#underWay -= count);
    return { offerIds: new Set(taken), waitMs: 0, quota: 'day', release };
  }

  /** Near the edge it matters which cards are new: only then is it looked up. */
  async #withinTheDay(offerIds: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
    const rooms = { create: this.#dayRoom('create'), update: this.#dayRoom('update') };
    if (rooms.create <= 0 && rooms.update <= 0) return [];
    const known = new Set((await this.calls.cards(offerIds, signal)).map(({ offerId }) => offerId));
    return offerIds.filter((offerId) => rooms[known.has(offerId) ? 'update' : 'create']-- > 0);
  }

  async #read(signal?: AbortSignal): Promise<void> {
    this.#readAt = this.clock.monotonic();
    this.#sent = this.#underWay;
    // A key without the right to ask, a method that is down: imports go out as if there were no quota, and Ozon's refusals are heeded.
    this.#quotas = await this.calls.quotas(signal).catch((): Quotas => ({}));
  }

  #dayRoom(kind: 'create' | 'update'): number {
    const quota = this.#quotas[kind];
    return quota ? quota.limit - quota.usage - this.#sent : Number.POSITIVE_INFINITY;
  }

  #dayIsOver(): boolean {
    const now = this.clock.now();
    return [this.#quotas.create, this.#quotas.update].some((quota) => quota !== undefined && resetAt(quota, now) <= now);
  }

  #dayWaitMs(): number {
    const now = this.clock.now();
    const resets = [this.#quotas.create, this.#quotas.update].flatMap((quota) => (quota ? [resetAt(quota, now)] : []));
    return Math.max(shortestWaitMs, Math.min(...resets) - now);
  }

  #minuteRoom(): number {
    const now = this.clock.monotonic();
    this.#lastMinute = this.#lastMinute.filter(({ at }) => at + minuteMs > now);
    const used = this.#lastMinute.reduce((sum, { items }) => sum + items, 0);
    return (this.#quotas.perMinute ?? Number.POSITIVE_INFINITY) - used;
  }

  #minuteWaitMs(): number {
    const [oldest] = this.#lastMinute;
    return oldest ? Math.max(1, oldest.at + minuteMs - this.clock.monotonic()) : minuteMs;
  }
}

const none = (waitMs: number, quota: Admission['quota']): Admission => ({ offerIds: new Set(), waitMs, quota, release: () => {} });

/** The day ends at 03:00 in Moscow, which is midnight UTC; the answer's own word goes before. */
const resetAt = ({ resetAt: stated }: DayQuota, now: number) => stated ?? (Math.floor(now / dayMs) + 1) * dayMs;

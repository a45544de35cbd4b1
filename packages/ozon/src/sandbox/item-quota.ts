import type { Clock } from '@occwo/core';

export interface ItemQuotaOptions {
  /** Cards a minute. */
  readonly perMinute: number;
  /** New cards a day, and changes of cards a day. */
  readonly perDay: number;
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Ozon's quotas of items, beside the limits of requests: so many cards a minute, so many new and changed ones a day. */
export class ItemQuota {
  #minute = -1;
  #inMinute = 0;
  #day = -1;
  #created = 0;
  #updated = 0;

  constructor(readonly options: ItemQuotaOptions, private readonly clock: Clock) {}

  /** Takes room for cards, or says how long there is none. The day ends at 03:00 in Moscow, which is midnight UTC. */
  take(created: number, updated: number): { readonly waitMs: number; readonly remaining: number } | undefined {
    this.#roll();
    const { perMinute, perDay } = this.options;
    const now = this.clock.now();
    if (this.#created + created > perDay || this.#updated + updated > perDay) {
      const remaining = Math.max(0, Math.min(perDay - this.#created, perDay - this.#updated));
      return { waitMs: dayMs - (now % dayMs), remaining };
    }
    if (this.#inMinute + created + updated > perMinute) {
      return { waitMs: minuteMs - (now % minuteMs), remaining: Math.max(0, perMinute - this.#inMinute) };
    }
    this.#inMinute += created + updated;
    this.#created += created;
    this.#updated += updated;
    return undefined;
  }

  /** What `POST /v4/product/info/limit` tells. */
  state(): { readonly created: number; readonly updated: number; readonly resetAt: string } {
    this.#roll();
    const now = this.clock.now();
    return { created: this.#created, updated: this.#updated, resetAt: new Date(now - (now % dayMs) + dayMs).toISOString() };
  }

  #roll(): void {
    const now = this.clock.now();
    const minute = Math.floor(now / minuteMs);
    const day = Math.floor(now / dayMs);
    if (minute !== this.#minute) [this.#minute, this.#inMinute] = [minute, 0];
    if (day !== this.#day) [this.#day, this.#created, this.#updated] = [day, 0, 0];
  }
}

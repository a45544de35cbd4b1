import type { Clock } from '../time/clock.js';
import type { Share } from './bucket.js';
import type { ShareAnswer, ShareOffer } from './share-exchange.js';
import type { SharedBucket } from './shared-bucket.js';

/** For so long after its last call a process keeps its share of a limit, milliseconds. */
const restMs = 3_000;

/** This process's share of one limit. */
export class ShareHolder {
  #owes = 0;
  #askedFor = false;
  #undelivered = 0;
  /** Units that it was promised and that are not unused yet. */
  #coming = 0;
  #validUntil = Number.POSITIVE_INFINITY;

  constructor(
    private readonly key: string,
    private readonly share: Share,
    private readonly shared: SharedBucket,
    private readonly clock: Clock,
  ) {}

  /** Has work, no units, and has not told the store yet. */
  get starves(): boolean {
    return !this.#askedFor && this.share.meter.units === 0 && this.shared.waiting > 0;
  }

  /** What it says at its turn: gives back what it owes, or all when it rests. */
  offer(closing: boolean): ShareOffer {
    const { meter, capacity } = this.share;
    const now = this.clock.monotonic();
    if (now >= this.#validUntil) this.#lose(now);
    const hungry = !closing && (this.shared.waiting > 0 || now - this.shared.usedAt < restMs);
    const { clean, dirty } = meter.shrink(hungry ? this.#owes : meter.units, now);
    this.#owes = 0;
    this.#askedFor = hungry;
    const again = this.#undelivered;
    this.#undelivered = 0;
    return { key: this.key, capacity, drainMs: meter.drainMs, units: meter.units + this.#coming, clean, dirty: dirty + again, hungry };
  }

  /** Takes over what the store answered; true if shares are moving. */
  accept(answer: ShareAnswer | undefined, validUntil: number): boolean {
    if (!answer) return false;
    this.#validUntil = validUntil;
    this.#owes = answer.owes;
    for (const { units, at: inMs } of answer.gained) this.#gain(units, inMs);
    return answer.owes > 0 || answer.lacks > 0 || answer.gained.length > 0;
  }

  /** The turn failed, or its answer was lost: what was given back is offered once more, as used. */
  fail(offer: ShareOffer | undefined): void {
    this.#askedFor = false;
    this.#undelivered = (offer?.clean ?? 0) + (offer?.dirty ?? 0);
  }

  #gain(units: number, inMs: number): void {
    this.#coming += units;
    const arrive = () => {
      this.#coming -= units;
      this.share.meter.grow(units, this.clock.monotonic());
      this.shared.pump();
    };
    if (inMs <= 0) arrive();
    else this.clock.schedule(arrive, inMs, { unref: true });
  }

  /** The lease ran out: others may hold these units now. */
  #lose(now: number): void {
    this.share.meter.shrink(this.share.meter.units, now);
    this.#validUntil = Number.POSITIVE_INFINITY;
  }
}

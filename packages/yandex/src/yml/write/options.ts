import type { Clock } from '@occwo/core';
import type { YmlProblem } from '../check/problem.js';
import type { YmlEncoding } from '../encoding.js';
import type { Offer, OzonOffer } from '../offer/offer.js';
import type { Promo } from '../offer/promo.js';
import type { FeedCategoryInput, FeedCurrencyInput, Gift, ShopInfo } from '../offer/shop.js';
import type { YmlProfile } from '../profiles.js';
import type { FeedOffer } from '../read/offer.js';

export interface YmlWriteOptions {
  /** Required but for the profile `ozon`, whose feeds have none. */
  readonly shop?: ShopInfo;
  /** Default: roubles with rate 1 (none for `ozon`). */
  readonly currencies?: readonly FeedCurrencyInput[];
  readonly categories?: Iterable<FeedCategoryInput>;
  readonly promos?: readonly Promo[];
  readonly gifts?: readonly Gift[];
  /** Who the feed is for: decides what `check` finds, the form of the date and the place of the promos. Default: `market`. */
  readonly profile?: YmlProfile;
  /** `date` of the feed, as written. Default: now, Moscow time, in the form that the profile wants. */
  readonly date?: string;
  /** Default: `utf-8`. Characters that windows-1251 lacks become numeric references. */
  readonly encoding?: YmlEncoding;
  /** Check the envelope and every offer by the profile's rules before they are written. Default: false. */
  readonly check?: boolean;
  /**
   * Hears of every finding of `check`. Answer `skip` to leave the offer out, `write` to write it all the same. Without this
   * function an error ends the writing ({@link YmlError} `check-failed`); warnings never do.
   */
  readonly onProblem?: (problem: YmlProblem) => 'skip' | 'write' | undefined | void;
  /** Hears from time to time how far the writing is. */
  readonly onProgress?: (progress: WriteProgress) => void;
  /** Where the date comes from. Default: the system's clock. */
  readonly clock?: Clock;
}

export interface WriteProgress {
  readonly offers: number;
  /** Bytes before packing. */
  readonly bytes: number;
}

/** What the given options let through: Ozon's short offers for the profile `ozon`, typed offers otherwise, read offers always. */
export type WritableOffer<Options> = (Options extends { readonly profile: 'ozon' } ? OzonOffer : Offer) | FeedOffer;

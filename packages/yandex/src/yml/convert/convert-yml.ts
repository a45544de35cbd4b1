import { systemClock } from '@occwo/core';
import type { Clock } from '@occwo/core';
import type { YmlProblem } from '../check/problem.js';
import type { YmlEncoding } from '../encoding.js';
import { YmlError } from '../errors.js';
import type { YmlProfile } from '../profiles.js';
import type { FeedOffer } from '../read/offer.js';
import { readYml } from '../read/read-yml.js';
import type { ReadProgress, YmlFeed } from '../read/read-yml.js';
import type { FeedShop } from '../read/shop.js';
import type { FetchFeed, YmlSource } from '../read/source.js';
import { feedDate, plainFeedDate } from '../write/feed-date.js';
import { rewriteYmlFile } from '../write/write-yml-file.js';
import type { FeedTarget, SplitLimits, WrittenFeed } from '../write/write-yml-file.js';
import { envelopeSize, feedParts } from './feed-parts.js';
import { adaptOffer, adaptShop } from './profile-changes.js';

export interface ConvertYmlOptions {
  /** Receiver of the new feed. Default: `market`, which changes nothing but the form. */
  readonly profile?: YmlProfile;
  readonly encoding?: YmlEncoding;
  /** Default: whether the target's name ends with `.gz`. */
  readonly gzip?: boolean;
  /** Write several files of at most so many offers or bytes, each with the whole envelope, and an index of them. */
  readonly split?: SplitLimits;
  /** Check every offer by the profile's rules; see `YmlWriteOptions`. */
  readonly check?: boolean;
  readonly onProblem?: (problem: YmlProblem) => 'skip' | 'write' | undefined | void;
  /** Default: as in the source; now for `seller`, who takes no date older than 10 days. */
  readonly date?: string;
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly fetch?: FetchFeed;
  readonly clock?: Clock;
}

/**
 * Writes a feed anew for another receiver, in another encoding or packing: unknown elements are kept, the order is put right.
 * `ozon` keeps ids, prices and stocks alone; `seller`, `search` and `market` get their own words for the state of used goods.
 *
 * @example
 * await convertYml('market.xml', 'ozon.xml', { profile: 'ozon' });
 * await convertYml('feed.xml', 'parts/feed.xml', { split: { offers: 500_000 } });
 */
export async function convertYml(source: YmlSource, target: FeedTarget, options: ConvertYmlOptions = {}): Promise<WrittenFeed> {
  const isReadAgain = typeof source === 'string' || source instanceof URL;
  // Every part of a split feed carries the promos, which stand behind the offers, and a stream cannot be begun again: there the
  // envelope is read first.
  const whole = isReadAgain && (options.split !== undefined || typeof target !== 'string') ? await wholeShop(source, options) : undefined;
  try {
    return await convertOnce(source, target, options, whole);
  } catch (error) {
    if (!(error instanceof YmlError && error.code === 'late-envelope' && isReadAgain && typeof target === 'string')) throw error;
    return convertOnce(source, target, options, await wholeShop(source, options));
  }
}

async function convertOnce(source: YmlSource, target: FeedTarget, options: ConvertYmlOptions, whole: FeedShop | undefined): Promise<WrittenFeed> {
  const { fetch, onProgress, date: _date, profile = 'market', ...writing } = options;
  const feed = await readYml(source, { ...(fetch && { fetch }), ...(onProgress && { onProgress }) });
  const shop = whole ?? feed.shop;
  const parts = adaptShop(feedParts(shop, dateOf(shop, options)), profile);
  const offers = whole === undefined ? watched(feed) : feed.offers;
  return rewriteYmlFile(target, adapted(offers, profile), { ...writing, profile }, parts);
}

/** Passes the offers on and tells when the envelope grew behind them. */
async function* watched(feed: YmlFeed): AsyncGenerator<FeedOffer> {
  const size = envelopeSize(feed.shop);
  yield* feed.offers;
  if (envelopeSize(feed.shop) !== size) throw new YmlError('late-envelope');
}

async function* adapted(offers: AsyncIterable<FeedOffer>, profile: YmlProfile): AsyncGenerator<FeedOffer> {
  for await (const offer of offers) yield adaptOffer(offer, profile);
}

async function wholeShop(source: YmlSource, options: ConvertYmlOptions): Promise<FeedShop> {
  const feed = await readYml(source, options.fetch === undefined ? {} : { fetch: options.fetch });
  for await (const _offer of feed.offers);
  return feed.shop;
}

function dateOf(shop: FeedShop, options: ConvertYmlOptions): string {
  if (options.date !== undefined) return options.date;
  const now = (options.clock ?? systemClock).now();
  if (options.profile === 'seller') return feedDate(now);
  return shop.date ?? (options.profile === 'direct' ? plainFeedDate(now) : feedDate(now));
}

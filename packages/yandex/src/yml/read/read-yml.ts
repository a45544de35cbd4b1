import { YmlError } from '../errors.js';
import type { YmlEncoding } from '../encoding.js';
import type { FeedOffer } from './offer.js';
import { OfferQueue } from './offer-queue.js';
import { readPieces } from './pieces.js';
import type { ScanLimits } from './scanner.js';
import { FeedScanner, defaultLimits } from './scanner.js';
import type { FeedShop } from './shop.js';
import { openSource } from './source.js';
import type { FetchFeed, YmlSource } from './source.js';

export interface ReadYmlOptions {
  /** Fetches a feed that is given by URL. Default: the global `fetch`. */
  readonly fetch?: FetchFeed;
  /** Bounds against hostile feeds; see {@link ScanLimits}. */
  readonly limits?: Partial<ScanLimits>;
  /** Hears how many stored (packed) bytes were read, for progress bars. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** A feed without offers is read instead of refused. Default: false. */
  readonly allowEmpty?: boolean;
}

export interface ReadProgress {
  /** Bytes read so far, as stored (before unpacking). */
  readonly bytes: number;
  /** Stored size, when known. */
  readonly size: number | undefined;
}

/** A feed that is being read. */
export interface YmlFeed {
  readonly encoding: YmlEncoding;
  readonly shop: FeedShop;
  /** Offers in file order; read it once. Reading stops with the loop, and a slow loop slows the reading down. */
  readonly offers: AsyncIterable<FeedOffer>;
  /** Lets go of the file when the offers are not wanted. */
  close(): Promise<void>;
}

/**
 * Reads a YML feed as a stream: memory stays flat at any size. Takes plain, gzip and zip bytes, UTF-8 and windows-1251, a byte
 * order mark and a DOCTYPE (never resolved). Answers when the envelope before the first offer is read.
 *
 * Throws {@link YmlError} for what is no feed (`not-found`, `is-directory`, `empty`, `not-xml`, `not-yml`, `no-offers` …) and
 * while iterating for broken XML, with line and column. Defects of single offers are in `offer.problems`.
 *
 * @example
 * const feed = await readYml('feed.xml.gz');
 * console.log(feed.shop.name, feed.shop.categories.size);
 * for await (const offer of feed.offers) console.log(offer.id, offer.text('price'));
 */
export async function readYml(source: YmlSource, options: ReadYmlOptions = {}): Promise<YmlFeed> {
  const opened = await openSource(source, options.fetch);
  const queue = new OfferQueue();
  const scanner = new FeedScanner(queue, { ...defaultLimits, ...options.limits });
  const pieces = readPieces(opened, {
    onProgress: options.onProgress,
    onInvalid: (offset, textBefore, expected) => {
      throw new YmlError('encoding-mismatch', { offset, expected }, { position: scanner.positionAfter(textBefore()) });
    },
  });
  const feed = new FeedReading(pieces, scanner, queue);
  try {
    await feed.readOn();
    if (queue.isEmpty() && options.allowEmpty !== true) throw new YmlError('no-offers', { source: opened.name });
  } catch (error) {
    await feed.close();
    throw error;
  }
  return feed;
}

class FeedReading implements YmlFeed {
  encoding: YmlEncoding = 'utf-8';
  readonly #pieces: ReturnType<typeof readPieces>;
  readonly #scanner: FeedScanner;
  readonly #queue: OfferQueue;
  #ended = false;

  constructor(pieces: ReturnType<typeof readPieces>, scanner: FeedScanner, queue: OfferQueue) {
    this.#pieces = pieces;
    this.#scanner = scanner;
    this.#queue = queue;
  }

  get shop(): FeedShop {
    return this.#queue.shop;
  }

  get offers(): AsyncIterable<FeedOffer> {
    return this.#iterate();
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#pieces.return(undefined);
  }

  /** Reads until there is an offer or the feed ends. */
  async readOn(): Promise<void> {
    while (this.#queue.isEmpty() && !this.#ended) {
      const next = await this.#pieces.next();
      if (next.done) {
        this.#ended = true;
        this.#scanner.end();
        return;
      }
      this.encoding = next.value.encoding;
      this.#queue.startPiece(next.value);
      this.#scanner.write(next.value.text);
    }
  }

  async *#iterate(): AsyncGenerator<FeedOffer> {
    try {
      for (;;) {
        const offers = this.#queue.take();
        for (const offer of offers) yield offer;
        if (offers.length === 0 && this.#ended) return;
        await this.readOn();
      }
    } finally {
      await this.close();
    }
  }
}

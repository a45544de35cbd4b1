import { createGzip } from 'node:zlib';
import { transformBytes } from '../read/transform-bytes.js';
import type { OfferSource } from './batches.js';
import { batchEncoder } from './batch-encoder.js';
import { offerBatches } from './batches.js';
import { encoderFor } from './encode.js';
import { openFeedWriter } from './feed-writer.js';
import type { WritableOffer, YmlWriteOptions } from './options.js';

export interface YmlStreamOptions extends YmlWriteOptions {
  /** Pack the bytes with gzip. Default: false. */
  readonly gzip?: boolean;
}

/**
 * Writes a YML feed as a stream of bytes: memory stays flat at any number of offers, and a slow reader slows the source down.
 * The answer takes an array, a generator, an async generator or a Node stream of offers, and can stand in a `pipeline`.
 *
 * Throws {@link YmlError} `bad-input` for a value that cannot be written; with `check`, see {@link YmlWriteOptions.onProblem}.
 * For a file that is replaced at once and never half, use {@link writeYmlFile}.
 *
 * @example
 * const write = ymlStream({ shop, currencies: [{ id: 'RUB' }], categories: [{ id: 1, name: 'Чайники' }] });
 * await pipeline(offers, write, createWriteStream('feed.xml'));
 */
export function ymlStream<Options extends YmlStreamOptions>(options: Options): (offers: OfferSource<WritableOffer<Options>>) => AsyncGenerator<Buffer> {
  return (offers) => {
    const bytes = plainBytes(offers, options);
    return (options.gzip === true ? transformBytes(bytes, createGzip(), 'the feed') : bytes) as AsyncGenerator<Buffer>;
  };
}

async function* plainBytes<Options extends YmlStreamOptions>(offers: OfferSource<WritableOffer<Options>>, options: Options): AsyncGenerator<Buffer> {
  const writer = openFeedWriter(options);
  const encoding = options.encoding ?? 'utf-8';
  const encode = encoderFor(encoding);
  const head = encode(writer.envelope.head);
  let bytes = head.length;
  yield head;
  for await (const batch of offerBatches(offers, writer.render, batchEncoder(encoding, false))) {
    bytes += batch.bytes.length;
    yield batch.bytes;
    options.onProgress?.({ offers: writer.written, bytes });
  }
  writer.finish();
  yield encode(writer.envelope.tail());
}

import { readFile, unlink } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Writable } from 'node:stream';
import { YmlError } from '../errors.js';
import { openAtomicFile } from './atomic-file.js';
import { batchEncoder } from './batch-encoder.js';
import type { BatchEncoder } from './batch-encoder.js';
import { offerBatches, renderedOffers } from './batches.js';
import type { OfferSource } from './batches.js';
import { encoderFor } from './encode.js';
import type { EnvelopeParts } from './envelope.js';
import { FeedFile } from './feed-file.js';
import { openFeedWriter } from './feed-writer.js';
import type { FeedWriter } from './feed-writer.js';
import type { WritableOffer, YmlWriteOptions } from './options.js';

export interface WriteYmlFileOptions extends YmlWriteOptions {
  /** Pack with gzip. Default: whether the name ends with `.gz`. */
  readonly gzip?: boolean;
  /** Write several files of at most so many offers, or so many bytes (before packing), and an index of them. */
  readonly split?: SplitLimits;
}

/** A path, which is replaced at once, or a stream such as stdout, which is left open. */
export type FeedTarget = string | Writable;

export interface SplitLimits {
  readonly offers?: number;
  readonly bytes?: number;
}

/** One written file. */
export interface WrittenFile {
  /** `-` for a stream. */
  readonly path: string;
  readonly offers: number;
  /** Bytes before packing. */
  readonly bytes: number;
}

export interface WrittenFeed {
  readonly files: readonly WrittenFile[];
  /** `feed-index.json` when the feed was split: name, offers and bytes of each part. */
  readonly indexPath: string | undefined;
  readonly offers: number;
  /** Offers that `onProblem` left out. */
  readonly skipped: number;
}

/**
 * Writes a feed to a file at once: until the last byte is on the disk the old file stays, whatever happens in between (an error,
 * `kill -9`, power loss). With `split`, `feed.xml` becomes `feed-1.xml`, `feed-2.xml` … and `feed-index.json`, which is replaced
 * last. A stream instead of a path is written to as it goes.
 *
 * @example
 * const { offers } = await writeYmlFile('feed.xml.gz', offersOfMyShop(), { shop, categories });
 */
export async function writeYmlFile<Options extends WriteYmlFileOptions>(
  target: FeedTarget,
  offers: OfferSource<WritableOffer<Options>>,
  options: Options,
): Promise<WrittenFeed> {
  return writeFeedFiles(target, offers, options, openFeedWriter(options));
}

/** The same for an envelope that was read from another feed. */
export async function rewriteYmlFile<Options extends WriteYmlFileOptions>(
  target: FeedTarget,
  offers: OfferSource<WritableOffer<Options>>,
  options: Options,
  parts: EnvelopeParts,
): Promise<WrittenFeed> {
  return writeFeedFiles(target, offers, options, openFeedWriter(options, parts));
}

async function writeFeedFiles<Options extends WriteYmlFileOptions>(
  target: FeedTarget,
  offers: OfferSource<WritableOffer<Options>>,
  options: Options,
  writer: FeedWriter,
): Promise<WrittenFeed> {
  const parts = new Parts(target, options, writer);
  try {
    const tell = (): void => options.onProgress?.({ offers: writer.written, bytes: parts.bytes });
    if (parts.indexPath === undefined) {
      for await (const { bytes, offers: count } of offerBatches(offers, writer.render, parts.encoder)) {
        await parts.add(bytes, count);
        tell();
      }
    } else {
      for await (const xml of renderedOffers(offers, writer.render)) {
        await parts.addOffer(xml);
        if (writer.written % offersBetweenNews === 0) tell();
      }
    }
    writer.finish();
    await parts.commit();
  } catch (error) {
    await parts.abort();
    throw error;
  }
  return { files: parts.written(), indexPath: parts.indexPath, offers: writer.written, skipped: writer.skipped };
}

const offersBetweenNews = 1000;

/** The file of a feed, or its files when it is split. */
class Parts {
  readonly indexPath: string | undefined;
  readonly #target: FeedTarget;
  readonly #packed: boolean;
  readonly #limits: SplitLimits;
  readonly encoder: BatchEncoder;
  readonly #head: Buffer;
  readonly #tail: () => Buffer;
  readonly #tailLength: number;
  readonly #files: FeedFile[] = [];

  constructor(target: FeedTarget, options: WriteYmlFileOptions, writer: FeedWriter) {
    const path = typeof target === 'string' ? target : undefined;
    if (path === undefined && options.split !== undefined) throw new YmlError('bad-input', { field: 'split', reason: 'a stream cannot be split' });
    this.#target = target;
    this.#packed = options.gzip ?? path?.endsWith('.gz') ?? false;
    this.#limits = options.split ?? {};
    const encode = encoderFor(options.encoding ?? 'utf-8');
    // gzip and other streams may take their input later
    this.encoder = batchEncoder(options.encoding ?? 'utf-8', !this.#packed && path !== undefined);
    this.#head = encode(writer.envelope.head);
    this.#tail = () => encode(writer.envelope.tail());
    this.#tailLength = this.#tail().length;
    this.indexPath = options.split === undefined || path === undefined ? undefined : numbered(path, 'index', '.json');
    const least = this.#head.length + this.#tailLength;
    if (this.#limits.bytes !== undefined && this.#limits.bytes <= least) {
      throw new YmlError('bad-input', { field: 'split.bytes', reason: `the envelope alone takes ${least} bytes` });
    }
  }

  get bytes(): number {
    return this.#files.reduce((sum, file) => sum + file.bytes, 0);
  }

  async add(bytes: Buffer, offers: number): Promise<void> {
    await (await this.#current()).write(bytes, offers);
  }

  /** Adds one offer to the part in which it fits. */
  async addOffer(xml: string): Promise<void> {
    this.encoder.add(xml);
    const bytes = this.encoder.take();
    await (await this.#room(bytes.length)).write(bytes, 1);
  }

  async commit(): Promise<void> {
    await this.#close(await this.#current());
    for (const file of this.#files) await file.commit();
    if (this.indexPath !== undefined) await this.#writeIndex(this.indexPath);
  }

  async abort(): Promise<void> {
    for (const file of this.#files) await file.abort();
  }

  written(): WrittenFile[] {
    return this.#files.map(({ path, offers, bytes }) => ({ path, offers, bytes }));
  }

  async #current(): Promise<FeedFile> {
    return this.#files.at(-1) ?? this.#next();
  }

  /** The current file, or the next one when an offer of that size does not fit any more. */
  async #room(bytes: number): Promise<FeedFile> {
    const file = await this.#current();
    const isFull = file.offers >= (this.#limits.offers ?? Number.POSITIVE_INFINITY);
    const isLong = file.bytes + bytes + this.#tailLength > (this.#limits.bytes ?? Number.POSITIVE_INFINITY);
    if (file.offers === 0 || !(isFull || isLong)) return file;
    await this.#close(file);
    return this.#next();
  }

  async #next(): Promise<FeedFile> {
    const target = this.#target;
    const isSplit = this.indexPath !== undefined && typeof target === 'string';
    const file = await FeedFile.open(isSplit ? numbered(target, String(this.#files.length + 1)) : target, this.#packed);
    this.#files.push(file);
    await file.write(this.#head, 0);
    return file;
  }

  async #close(file: FeedFile): Promise<void> {
    await file.write(this.#tail(), 0);
    await file.finish();
  }

  /** Replaces the index, then removes the parts that only the index before it named: nobody may fetch yesterday's offers there. */
  async #writeIndex(path: string): Promise<void> {
    const before = await indexedFiles(path);
    const files = this.written().map(({ path: file, offers, bytes }) => ({ file: parse(file).base, offers, bytes }));
    const index = await openAtomicFile(path);
    await index.write(Buffer.from(`${JSON.stringify({ files }, null, 2)}\n`));
    await index.commit();
    const kept = new Set(files.map(({ file }) => file));
    for (const file of before) if (!kept.has(file)) await unlink(join(dirname(path), file)).catch(() => undefined);
  }
}

/** Names of the parts in an index; none where there is no sound one. */
async function indexedFiles(path: string): Promise<string[]> {
  try {
    const { files } = JSON.parse(await readFile(path, 'utf8')) as { files: { file: unknown }[] };
    return files.map(({ file }) => file).filter((file): file is string => typeof file === 'string' && parse(file).base === file);
  } catch {
    return [];
  }
}

/** `feed.xml.gz` → `feed-2.xml.gz`. */
function numbered(path: string, part: string, extension?: string): string {
  const { base } = parse(path);
  const dot = base.indexOf('.', 1);
  const [name, ending] = dot < 0 ? [base, ''] : [base.slice(0, dot), base.slice(dot)];
  return join(dirname(path), `${name}-${part}${extension ?? ending}`);
}

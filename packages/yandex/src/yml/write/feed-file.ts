import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { Gzip } from 'node:zlib';
import { openAtomicFile } from './atomic-file.js';
import type { AtomicFile } from './atomic-file.js';

/** One file of a feed that is being written, packed or plain. */
export class FeedFile {
  readonly path: string;
  offers = 0;
  /** Bytes before packing. */
  bytes = 0;
  readonly #file: AtomicFile;
  readonly #gzip: Gzip | undefined;
  readonly #packing: Promise<void> | undefined;

  private constructor(path: string, file: AtomicFile, gzip: Gzip | undefined) {
    this.path = path;
    this.#file = file;
    this.#gzip = gzip;
    if (gzip !== undefined) {
      this.#packing = store(gzip, file);
      this.#packing.catch(() => undefined); // awaited in finish()
    }
  }

  static async open(path: string, packed: boolean): Promise<FeedFile> {
    return new FeedFile(path, await openAtomicFile(path), packed ? createGzip() : undefined);
  }

  async write(bytes: Uint8Array, offers: number): Promise<void> {
    this.offers += offers;
    this.bytes += bytes.length;
    if (this.#gzip === undefined) await this.#file.write(bytes);
    else if (!this.#gzip.write(bytes)) await Promise.race([once(this.#gzip, 'drain'), this.#packing]);
  }

  /** Everything is written, but not yet under its name. */
  async finish(): Promise<void> {
    this.#gzip?.end();
    await this.#packing;
  }

  commit(): Promise<void> {
    return this.#file.commit();
  }

  async abort(): Promise<void> {
    this.#gzip?.destroy();
    await this.#file.abort();
  }
}

async function store(gzip: Gzip, file: AtomicFile): Promise<void> {
  for await (const bytes of gzip) await file.write(bytes as Uint8Array);
}

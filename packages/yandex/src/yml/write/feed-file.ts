import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Gzip } from 'node:zlib';
import { openAtomicFile } from './atomic-file.js';
import type { AtomicFile } from './atomic-file.js';

/** One file of a feed that is being written, packed or plain. */
export class FeedFile {
  /** `-` for a stream. */
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

  static async open(target: string | Writable, packed: boolean): Promise<FeedFile> {
    const isPath = typeof target === 'string';
    return new FeedFile(isPath ? target : '-', isPath ? await openAtomicFile(target) : streamTarget(target), packed ? createGzip() : undefined);
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

/** A stream such as stdout: nothing to put in place, and it is not ours to close. */
function streamTarget(stream: Writable): AtomicFile {
  return {
    write: (bytes) => new Promise((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve()))),
    commit: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
}

async function store(gzip: Gzip, file: AtomicFile): Promise<void> {
  for await (const bytes of gzip) await file.write(bytes as Uint8Array);
}

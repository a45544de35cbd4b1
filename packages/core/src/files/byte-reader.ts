import { damagedFile } from './decompress.js';

const cutOff = 'the archive has no end: it came incomplete';

/** Reads exact numbers of bytes out of chunks of any size. */
export class ByteReader {
  #pending: Buffer = Buffer.alloc(0);
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** The next bytes without taking them; fewer only at the very end. */
  async peek(length: number): Promise<Buffer> {
    while (this.#pending.length < length) {
      const chunk = await this.#next();
      if (!chunk) break;
      this.#pending = Buffer.concat([this.#pending, chunk]);
    }
    return this.#pending.subarray(0, length);
  }

  /** Exactly so many bytes. */
  async read(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    if (bytes.length < length) throw damagedFile(cutOff);
    this.#pending = this.#pending.subarray(length);
    return bytes;
  }

  /** Some bytes, as many as lie ready and at most `most`; none at the end. */
  async some(most: number): Promise<Buffer> {
    if (this.#pending.length === 0) this.#pending = (await this.#next()) ?? Buffer.alloc(0);
    const bytes = this.#pending.subarray(0, most);
    this.#pending = this.#pending.subarray(bytes.length);
    return bytes;
  }

  /** Puts back what was taken too much, the last taken first. */
  unread(bytes: Buffer): void {
    if (bytes.length > 0) this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([bytes, this.#pending]);
  }

  async *take(length: number): AsyncGenerator<Uint8Array> {
    for (let left = length; left > 0; ) {
      const part = await this.some(left);
      if (part.length === 0) throw damagedFile(cutOff);
      left -= part.length;
      yield part;
    }
  }

  async *rest(): AsyncGenerator<Uint8Array> {
    for (let part = await this.some(Number.POSITIVE_INFINITY); part.length > 0; part = await this.some(Number.POSITIVE_INFINITY)) yield part;
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #next(): Promise<Buffer | undefined> {
    for (;;) {
      const next = await this.#iterator.next();
      if (next.done) return undefined;
      if (next.value.byteLength > 0) return Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
  }
}

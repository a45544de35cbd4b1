import { createInflateRaw } from 'node:zlib';
import { YmlError } from '../errors.js';
import { transformBytes } from './transform-bytes.js';

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const localHeaderLength = 30;
const centralHeaderLength = 46;
/** How much of the archive's end is kept to find its table of contents. */
const keptTail = 64 * 1024;

export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && Buffer.from(head.buffer, head.byteOffset, 4).readUInt32LE(0) === localHeader;
}

/**
 * Streams the first file of a zip archive. A feed archive holds one file; the folders that macOS adds (`__MACOSX/`) are let
 * pass, any second file is an error, because half of a shop's offers would be missing without a word.
 */
export async function* unzip(bytes: AsyncIterable<Uint8Array>, sourceName: string): AsyncGenerator<Uint8Array> {
  const refuse = (reason: string): YmlError => new YmlError('archive', { source: sourceName, reason });
  const reader = new ByteReader(bytes);
  const header = await reader.read(localHeaderLength);
  if (header.length < localHeaderLength) throw refuse('the zip archive is cut off');
  const flags = header.readUInt16LE(6);
  const method = header.readUInt16LE(8);
  const size = header.readUInt32LE(18);
  await reader.read(header.readUInt16LE(26) + header.readUInt16LE(28));
  if ((flags & 1) !== 0) throw refuse('the zip archive is encrypted');
  if (method === 8) yield* transformBytes(reader.rest(), createInflateRaw(), sourceName);
  else if (method === 0 && (flags & 8) === 0 && size !== 0xffffffff) yield* reader.take(size);
  else throw refuse(`the zip archive uses the unsupported method ${method}`);
  await reader.drain();
  const files = filesInDirectory(reader.tail);
  if (files.length > 1) throw refuse(`the zip archive holds ${files.length} files (${files.join(', ')}), a feed archive holds one`);
}

/** Names in the archive's table of contents, without folders and macOS attachments. */
function filesInDirectory(tail: Buffer): string[] {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(centralHeader);
  const names: string[] = [];
  let at = tail.indexOf(signature);
  while (at >= 0 && at + centralHeaderLength <= tail.length && tail.readUInt32LE(at) === centralHeader) {
    const nameLength = tail.readUInt16LE(at + 28);
    const name = tail.toString('utf8', at + centralHeaderLength, at + centralHeaderLength + nameLength);
    if (!name.endsWith('/') && !name.startsWith('__MACOSX/')) names.push(name);
    at += centralHeaderLength + nameLength + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
  }
  return names;
}

class ByteReader {
  tail: Buffer = Buffer.alloc(0);
  #pending: Buffer = Buffer.alloc(0);
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  async read(length: number): Promise<Buffer> {
    while (this.#pending.length < length) {
      const chunk = await this.#next();
      if (chunk === undefined) break;
      this.#pending = Buffer.concat([this.#pending, chunk]);
    }
    const head = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    return head;
  }

  async *take(length: number): AsyncGenerator<Uint8Array> {
    let left = length;
    while (left > 0) {
      if (this.#pending.length === 0) this.#pending = (await this.#next()) ?? Buffer.alloc(0);
      if (this.#pending.length === 0) return;
      const part = this.#pending.subarray(0, left);
      this.#pending = this.#pending.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  rest(): AsyncGenerator<Uint8Array> {
    return this.take(Number.POSITIVE_INFINITY);
  }

  async drain(): Promise<void> {
    for await (const _part of this.rest());
  }

  async #next(): Promise<Buffer | undefined> {
    const next = await this.#iterator.next();
    if (next.done) return undefined;
    const chunk = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    this.tail = Buffer.concat([this.tail, chunk]).subarray(-keptTail);
    return chunk;
  }
}

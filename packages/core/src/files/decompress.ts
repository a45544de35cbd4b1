import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { OccwoError } from '../errors/occwo-error.js';

const unpackers = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;

/** Undoes a `content-encoding`. A body that is not asked for so seldom has one; some servers pack all the same. */
export function decompress(bytes: AsyncIterable<Uint8Array>, encoding = 'identity'): AsyncIterable<Uint8Array> {
  const make = unpackers[encoding.trim().toLowerCase() as keyof typeof unpackers];
  if (!make) return bytes;
  return unpacked(bytes, make());
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>, unpacker: ReturnType<typeof createGunzip>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: false });
  source.on('error', (error) => unpacker.destroy(error));
  try {
    yield* source.pipe(unpacker) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw OccwoError.is(error) ? error : damagedFile('the file cannot be unpacked', error);
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}

/** A file that came whole and yet cannot be read. */
export function damagedFile(message: string, cause?: unknown): OccwoError {
  return new OccwoError(message, { code: 'damaged-file', retryable: true, hint: 'download it again; if it stays so, ask the marketplace for a new one', cause });
}

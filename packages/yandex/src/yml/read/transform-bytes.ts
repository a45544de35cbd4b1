import { Readable, pipeline } from 'node:stream';
import type { Transform } from 'node:stream';
import { YmlError } from '../errors.js';

/** Runs bytes through a zlib transform; a broken archive becomes one clear error. */
export async function* transformBytes(bytes: AsyncIterable<Uint8Array>, transform: Transform, sourceName: string): AsyncGenerator<Uint8Array> {
  const input = Readable.from(bytes, { objectMode: false });
  const output = pipeline(input, transform, () => undefined);
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } catch (cause) {
    if (cause instanceof YmlError) throw cause;
    throw new YmlError('archive', { source: sourceName, reason: cause instanceof Error ? cause.message : String(cause) }, { cause });
  } finally {
    input.destroy();
    transform.destroy();
  }
}

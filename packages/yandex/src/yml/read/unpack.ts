import { createGunzip } from 'node:zlib';
import { transformBytes } from './transform-bytes.js';
import { isZip, unzip } from './unzip.js';

/** Gives the plain bytes of a feed, whether it came plain, as gzip or as a zip archive of one file (told by the first bytes). */
export async function* unpack(bytes: AsyncIterable<Uint8Array>, sourceName: string): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const head = await readHead(iterator);
  const whole = rejoin(head, iterator);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* transformBytes(whole, createGunzip(), sourceName);
  else if (isZip(head)) yield* unzip(whole, sourceName);
  else yield* whole;
}

async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* rejoin(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

import { createInflateRaw } from 'node:zlib';
import type { ByteReader } from './byte-reader.js';
import { damagedFile } from './decompress.js';

/** Fed in small pieces, because a piece may unpack to a thousand times its size. */
const pieceBytes = 16 * 1024;

/** Unpacks a deflated entry whose packed size need not be known: it ends where the format says so, and the rest is put back. */
export async function* inflateEntry(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  const out: Buffer[] = [];
  let fed = 0;
  const ended = new Promise<'ended'>((resolve, reject) => {
    inflate.on('data', (part: Buffer) => out.push(part));
    inflate.once('end', () => resolve('ended'));
    inflate.once('error', (error) => reject(damagedFile('an entry of the archive cannot be unpacked', error)));
  });
  // Nobody may be waiting for it when it fails.
  ended.catch(() => {});
  try {
    for (;;) {
      const piece = await reader.some(pieceBytes);
      if (piece.length === 0) throw damagedFile('an entry of the archive is cut off');
      fed += piece.length;
      const written = new Promise<'written'>((resolve) => inflate.write(piece, () => resolve('written')));
      const state = await Promise.race([written, ended]);
      yield* out.splice(0);
      if (state === 'written') continue;
      // zlib ends when it is given more than the entry has, and tells how much of it was the entry's.
      reader.unread(piece.subarray(piece.length - (fed - inflate.bytesWritten)));
      return;
    }
  } finally {
    inflate.destroy();
  }
}

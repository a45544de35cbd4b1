import type { ByteReader } from './byte-reader.js';
import { damagedFile } from './decompress.js';

export const localHeader = 0x04034b50;
const directoryHeader = 0x02014b50;
const directoryEnd = 0x06054b50;
const descriptorMark = 0x08074b50;
/** Stands where the true size is in the ZIP64 field. */
const elsewhere = 0xffffffff;

/** The mark of what comes next; 0 at the end. */
export async function markAt(reader: ByteReader): Promise<number> {
  const bytes = await reader.peek(4);
  return bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
}

/** What an archive says of one file before its bytes. */
export interface ZipHeader {
  readonly name: string;
  readonly isFolder: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: 0 | 8;
  readonly checksum: number;
  readonly size: number;
  /** Undefined where it stands behind the bytes. */
  readonly packedSize: number | undefined;
  /** Checksum and size stand behind the bytes. */
  readonly described: boolean;
  readDescriptor(): Promise<{ readonly checksum: number; readonly size: number }>;
}

/** Reads the header of a file; refuses what this reader does not know. */
export async function readLocalHeader(reader: ByteReader): Promise<ZipHeader> {
  const fixed = await reader.read(30);
  const flags = fixed.readUInt16LE(6);
  const method = fixed.readUInt16LE(8);
  const nameBytes = await reader.read(fixed.readUInt16LE(26));
  const extra = await reader.read(fixed.readUInt16LE(28));
  const name = nameBytes.toString('utf8');
  const described = (flags & 8) !== 0;
  if ((flags & 1) !== 0) throw damagedFile(`"${name}" of the archive is encrypted`);
  if (method !== 0 && method !== 8) throw damagedFile(`"${name}" of the archive is packed by method ${method}`);
  const [packed, size] = [fixed.readUInt32LE(18), fixed.readUInt32LE(22)];
  const big = bigSizes(extra);
  if (described && method === 0) throw damagedFile(`"${name}" of the archive is stored without its size`);
  return {
    name, method, described,
    isFolder: name.endsWith('/'),
    checksum: fixed.readUInt32LE(14),
    size: size === elsewhere && big ? big.size : size,
    packedSize: described ? undefined : packed === elsewhere && big ? big.packed : packed,
    async readDescriptor() {
      const marked = (await markAt(reader)) === descriptorMark;
      const bytes = await reader.read((marked ? 4 : 0) + (big ? 20 : 12));
      const at = marked ? 4 : 0;
      return { checksum: bytes.readUInt32LE(at), size: big ? Number(bytes.readBigUInt64LE(at + 12)) : bytes.readUInt32LE(at + 8) };
    },
  };
}

/** The ZIP64 field of a header. */
function bigSizes(extra: Buffer): { readonly size: number; readonly packed: number } | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const holds = extra.readUInt16LE(at + 2);
    return holds < 16 || at + 20 > extra.length ? { size: 0, packed: 0 } : { size: Number(extra.readBigUInt64LE(at + 4)), packed: Number(extra.readBigUInt64LE(at + 12)) };
  }
  return undefined;
}

/** Reads the directory to its end: how many files it lists. An archive that stops before it was cut off. */
export async function endOfDirectory(reader: ByteReader): Promise<number> {
  let listed = 0;
  for (; (await markAt(reader)) === directoryHeader; listed += 1) {
    const fixed = await reader.read(46);
    await reader.read(fixed.readUInt16LE(28) + fixed.readUInt16LE(30) + fixed.readUInt16LE(32));
  }
  let tail = Buffer.alloc(0);
  for await (const part of reader.rest()) tail = Buffer.concat([tail, part]).subarray(-70_000);
  const end = Buffer.alloc(4);
  end.writeUInt32LE(directoryEnd);
  const at = tail.lastIndexOf(end);
  if (at < 0 || tail.length < at + 22 || tail.length < at + 22 + tail.readUInt16LE(at + 20)) throw damagedFile('the archive has no end: it came incomplete');
  return listed;
}

import { inflateRawSync } from 'node:zlib';
import { OccwoError } from '@occwo/core';

/** A file out of an archive. */
export interface UnzippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localHeader = 30;
/** A report is tens of megabytes at most; an archive that unpacks to more than this is none. */
const mostBytes = 1024 ** 3;

/**
 * Unpacks a ZIP archive as the report downloads of Wildberries are: stored or deflated entries, no encryption, no ZIP64.
 * Bytes that are no archive come back as one file without a name: a report was seen to come as bare CSV.
 */
export function unzip(archive: Uint8Array): readonly UnzippedFile[] {
  const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  if (buffer.length < 4 || buffer.readUInt16LE(0) !== 0x4b50) return [{ name: '', bytes: archive }];
  const end = endOf(buffer);
  const files: UnzippedFile[] = [];
  let at = buffer.readUInt32LE(end + 16);
  for (let index = buffer.readUInt16LE(end + 10); index > 0; index -= 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== entryMark) throw damaged('the directory of the archive is damaged');
    const [method, packed, size] = [buffer.readUInt16LE(at + 10), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 24)];
    const [nameLength, extraLength, commentLength] = [buffer.readUInt16LE(at + 28), buffer.readUInt16LE(at + 30), buffer.readUInt16LE(at + 32)];
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) files.push({ name, bytes: unpack(buffer, buffer.readUInt32LE(at + 42), method, packed, size) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}

function unpack(buffer: Buffer, header: number, method: number, packed: number, size: number): Uint8Array {
  if (header + localHeader > buffer.length) throw damaged('an entry of the archive is cut off');
  const start = header + localHeader + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
  const data = buffer.subarray(start, start + packed);
  if (data.length < packed || size > mostBytes) throw damaged('an entry of the archive is cut off');
  if (method !== 0 && method !== 8) throw damaged(`an entry of the archive is packed by method ${method}`);
  try {
    const bytes = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
    if (bytes.length === size) return bytes;
  } catch (cause) {
    throw damaged('an entry of the archive cannot be unpacked', cause);
  }
  throw damaged('an entry of the archive has another size than it says');
}

/** The end of the directory stands behind all else, before a comment of up to 64 kB. */
function endOf(buffer: Buffer): number {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 22 - 0xffff); at -= 1) {
    if (buffer.readUInt32LE(at) === endMark) return at;
  }
  throw damaged('the archive has no end: it came incomplete');
}

function damaged(message: string, cause?: unknown): OccwoError {
  return new OccwoError(message, { code: 'damaged-file', retryable: true, hint: 'download it again: a report is kept for 48 hours', cause });
}

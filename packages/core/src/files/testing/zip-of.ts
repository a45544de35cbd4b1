import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipStyle {
  /** Deflated instead of stored. */
  readonly packed?: boolean;
  /** Checksum and sizes stand behind the bytes, as streaming writers leave them. */
  readonly described?: boolean;
  /** With the ZIP64 field. */
  readonly big?: boolean;
}

/** An archive for tests, in any of the styles that are met in life. */
export function zipOf(files: readonly { readonly name: string; readonly data: Buffer }[], { packed = false, described = false, big = false }: ZipStyle = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of files) {
    const body = packed ? deflateRawSync(data) : data;
    const title = Buffer.from(name);
    const extra = big ? Buffer.concat([Buffer.from([1, 0, 16, 0]), Buffer.alloc(16)]) : Buffer.alloc(0);
    const fields = (known: boolean) => {
      const bytes = Buffer.alloc(22);
      bytes.writeUInt16LE(45, 0);
      bytes.writeUInt16LE(0x0800 | (described ? 8 : 0), 2);
      bytes.writeUInt16LE(packed ? 8 : 0, 4);
      bytes.writeUInt32LE(known ? crc32(data) : 0, 10);
      bytes.writeUInt32LE(known ? body.length : 0, 14);
      bytes.writeUInt32LE(known ? data.length : 0, 18);
      return bytes;
    };
    const lengths = (withExtra: boolean) => Buffer.from([title.length & 0xff, title.length >> 8, withExtra ? extra.length : 0, 0]);
    const descriptor = Buffer.alloc(big ? 24 : 16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc32(data), 4);
    [body.length, data.length].forEach((length, index) => {
      if (big) descriptor.writeBigUInt64LE(BigInt(length), 8 + 8 * index);
      else descriptor.writeUInt32LE(length, 8 + 4 * index);
    });
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields(!described), lengths(true), title, extra, body, ...(described ? [descriptor] : [])]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x2d\x00'), fields(true), lengths(false), place, title]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

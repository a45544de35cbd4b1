import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unzip } from './unzip.js';

/** An archive of the given files, as a test needs it: no checksums, no times. */
export function zipOf(files: readonly (readonly [name: string, bytes: Buffer, stored?: boolean])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, bytes, stored = false] of files) {
    const packed = stored ? bytes : deflateRawSync(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(stored ? 0 : 8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

describe('unzip', () => {
  it('gives back what was packed', () => {
    const name = fc.stringMatching(/^[\wа-я]{1,12}\.csv$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.uint8Array({ maxLength: 500 }), fc.boolean()), { maxLength: 5 }), (files) => {
        const packed = files.map(([each, bytes, stored]) => [each, Buffer.from(bytes), stored] as const);
        expect(unzip(zipOf(packed)).map(({ name: each, bytes }) => [each, Buffer.from(bytes)])).toEqual(packed.map(([each, bytes]) => [each, bytes]));
      }),
    );
  });

  it('takes bytes that are no archive for a file', () => {
    expect(unzip(Buffer.from('VendorCode,Name\n'))).toEqual([{ name: '', bytes: Buffer.from('VendorCode,Name\n') }]);
  });

  it('says so when an archive came incomplete, wherever it was cut', () => {
    const whole = zipOf([['report.csv', Buffer.from('a,b\n'.repeat(50))]]);
    for (let length = 4; length < whole.length; length += 1) expect(() => unzip(whole.subarray(0, length))).toThrow(/archive/);
  });

  it('does not unpack more than an entry says it holds', () => {
    const archive = zipOf([['bomb.csv', Buffer.alloc(1_000_000)]]);
    archive.writeUInt32LE(10, archive.length - 22 - (46 + 8) + 24);
    expect(() => unzip(archive)).toThrow(/archive/);
  });
});

import { describe, expect, it } from 'vitest';
import { unzip } from '../../yml/read/unzip.js';
import { zipOf } from './zip.js';

describe('zipOf', () => {
  it('makes an archive that our own reader opens', async () => {
    const data = new TextEncoder().encode('offerId,price\nБ,10.5\n');
    const parts: Uint8Array[] = [];
    async function* bytes() {
      yield zipOf([{ name: 'цены.csv', data }]);
    }
    for await (const part of unzip(bytes(), 'report')) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('offerId,price\nБ,10.5\n');
  });

  it('is the same at every run, with the checksum of the standard', () => {
    const archive = Buffer.from(zipOf([{ name: 'a', data: new TextEncoder().encode('123456789') }]));
    expect(archive.readUInt32LE(14)).toBe(0xcbf43926);
    expect(archive.equals(zipOf([{ name: 'a', data: new TextEncoder().encode('123456789') }]))).toBe(true);
  });
});

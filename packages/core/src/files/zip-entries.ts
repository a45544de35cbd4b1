import { crc32 } from 'node:zlib';
import { ByteReader } from './byte-reader.js';
import { readText } from './decode-text.js';
import { csvRows } from './csv-rows.js';
import type { CsvOptions, CsvRow } from './csv-rows.js';
import { damagedFile } from './decompress.js';
import { inflateEntry } from './inflate-entry.js';
import { collect } from './read-body.js';
import { endOfDirectory, localHeader, markAt, readLocalHeader } from './zip-header.js';
import type { ZipHeader } from './zip-header.js';

/** A file of an archive. What is not read of it is passed over when the next one is taken. */
export interface ZipEntry {
  readonly name: string;
  /** False where the whole was no archive. */
  readonly isArchived: boolean;
  content(): AsyncGenerator<Uint8Array>;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
  rows(options?: CsvOptions): AsyncGenerator<CsvRow>;
}

/**
 * Files of a ZIP as it arrives: stored or deflated, ZIP64 too, not encrypted. Every checksum is compared, and an archive without
 * its end is an error: none comes shorter without a word. Memory is a chunk, whatever the size. Bytes that are no archive are one file.
 */
export async function* zipEntries(bytes: AsyncIterable<Uint8Array>, name = ''): AsyncGenerator<ZipEntry> {
  const reader = new ByteReader(bytes);
  try {
    if ((await reader.peek(2)).toString('latin1') !== 'PK') return yield entryOf(name, false, reader.rest());
    let count = 0;
    while ((await markAt(reader)) === localHeader) {
      const header = await readLocalHeader(reader);
      const content = contentOf(reader, header);
      count += 1;
      if (!header.isFolder) yield entryOf(header.name, true, content);
      for await (const _unread of content);
    }
    const expected = await endOfDirectory(reader);
    if (expected !== count) throw damagedFile(`the archive lists ${expected} files and holds ${count}`);
  } finally {
    await reader.close();
  }
}

function entryOf(name: string, isArchived: boolean, source: AsyncGenerator<Uint8Array>): ZipEntry {
  // Whoever stops half way must not end the source: the rest of the entry is passed over later.
  const content = async function* () {
    for (let part = await source.next(); !part.done; part = await source.next()) yield part.value;
  };
  return {
    name, isArchived, content,
    bytes: () => collect(content()),
    text: () => readText(content()),
    rows: (options) => csvRows(content(), options),
  };
}

async function* contentOf(reader: ByteReader, header: ZipHeader): AsyncGenerator<Uint8Array> {
  let [checksum, size] = [0, 0];
  const packed = header.method === 8 ? inflateEntry(reader) : reader.take(header.packedSize ?? 0);
  for await (const part of packed) {
    checksum = crc32(part, checksum);
    size += part.byteLength;
    yield part;
  }
  const stated = header.described ? await header.readDescriptor() : header;
  if (stated.checksum !== checksum || stated.size !== size) throw damagedFile(`"${header.name}" of the archive is damaged: its checksum or size is another`);
}

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleApi } from '../testing/sample-api.js';
import { createClient } from './create-client.js';

const megabyte = 1024 ** 2;
const size = 200 * megabyte;

/** In a process of its own, so that only the reader's memory is measured: 200 MB of CSV rows of 64 bytes, plain or as the one entry of a deflated ZIP. */
const program = `
const { createServer } = require('node:http');
const { createDeflateRaw, crc32 } = require('node:zlib');
const block = Buffer.from('0123456789012345678901234567890;012345678901234567890123456789\\n\\n').subarray(0, 64);
block[62] = 0x39; block[63] = 0x0a;
const chunk = Buffer.concat(Array(1024).fill(block));
async function* rows() { yield Buffer.from('left;right\\n'); for (let sent = 0; sent < ${size}; sent += chunk.length) yield chunk; }
async function* zip() {
  const name = Buffer.from('rows.csv');
  const head = Buffer.alloc(30); head.writeUInt32LE(0x04034b50); head.writeUInt16LE(8, 6); head.writeUInt16LE(8, 8); head.writeUInt16LE(name.length, 26);
  yield head; yield name;
  let [sum, count, packed] = [0, 0, 0];
  async function* counted() { for await (const part of rows()) { sum = crc32(part, sum); count += part.length; yield part; } }
  const deflate = require('node:stream').Readable.from(counted(), { objectMode: false }).pipe(createDeflateRaw({ level: 1 }));
  for await (const part of deflate) { packed += part.length; yield part; }
  const after = Buffer.alloc(16); after.writeUInt32LE(0x08074b50); after.writeUInt32LE(sum, 4); after.writeUInt32LE(packed, 8); after.writeUInt32LE(count, 12);
  yield after;
  const row = Buffer.alloc(46); row.writeUInt32LE(0x02014b50); row.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22); end.writeUInt32LE(0x06054b50); end.writeUInt16LE(1, 8); end.writeUInt16LE(1, 10); end.writeUInt32LE(46 + name.length, 12);
  yield row; yield name; yield end;
}
createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  require('node:stream').Readable.from(request.url.includes('zip') ? zip() : rows(), { objectMode: false }).pipe(response);
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
`;

let server: ChildProcess;
let url = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'occwo-memory-'));
  server = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(server.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  url = `http://127.0.0.1:${String(port).trim()}`;
});
afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true, force: true });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/**
 * How much the memory of this process grew at most while the work ran, megabytes resident. Garbage is collected before each look: left
 * alone, V8 lets dead network buffers pile up to 64 MB before it collects them, whatever the size of the file.
 */
async function growthOf(work: (look: () => void) => Promise<void>): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  let most = before;
  await work(() => {
    collectGarbage();
    most = Math.max(most, process.memoryUsage.rss());
  });
  return (most - before) / megabyte;
}

describe('a file of 200 MB', () => {
  const client = () => createClient<object, object>(sampleApi({ operations: { things: { act: 'GET /things/{kind} read r=binary' } } }), { hosts: url });

  it.each(['plain', 'zip'])('goes through (%s) with less than 50 MB of memory', async (kind) => {
    // The first small reading loads what the client loads late.
    await (await client().file('GET /things/{kind}', { path: { kind } })).cancel();
    let bytes = 0;
    const streamed = await growthOf(async (look) => {
      const file = await client().file('GET /things/{kind}', { path: { kind } });
      for await (const entry of file.entries()) {
        let parts = 0;
        for await (const part of entry.content()) {
          bytes += part.byteLength;
          if ((parts += 1) % 50 === 0) look();
        }
      }
    });
    expect(bytes).toBe(size + 11);
    expect(streamed).toBeLessThan(50);
  });

  it('is saved with less than 50 MB of memory', async () => {
    const watched = await growthOf(async (look) => {
      const file = await client().file('GET /things/{kind}', { path: { kind: 'plain' } });
      const watching = setInterval(look, 100);
      try {
        expect((await file.saveTo(join(folder, 'saved.csv'))).length).toBe(size + 11);
      } finally {
        clearInterval(watching);
      }
    });
    expect((await stat(join(folder, 'saved.csv'))).size).toBe(size + 11);
    expect(watched).toBeLessThan(50);
  });

  it('is read row by row out of its archive with less than 50 MB of memory', async () => {
    let rows = 0;
    const read = await growthOf(async (look) => {
      const file = await client().file('GET /things/{kind}', { path: { kind: 'zip' } });
      for await (const row of file.rows()) {
        if ((rows += 1) % 50_000 === 0) look();
        if (rows === 1) expect(Object.keys(row)).toEqual(['left', 'right']);
      }
    });
    expect(rows).toBe(size / 64);
    expect(read).toBeLessThan(50);
  });
});

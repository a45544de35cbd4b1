import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { outputProbe } from '../testing/output-probe.js';
import { sampleApi } from '../testing/sample-api.js';
import type { ClientOptions } from './client-options.js';
import { createClient } from './create-client.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server on loopback; what each request's headers were, in order. */
async function server(answer: (request: IncomingMessage, response: ServerResponse, number: number) => void) {
  const seen: IncomingMessage[] = [];
  const http = createServer((request, response) => answer(request, response, seen.push(request)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => (http.close(resolve), http.closeAllConnections())));
  return { seen, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

const things = { label: 'POST /things/label read r=binary', act: 'GET /things/act read r=binary', print: 'POST /things/print job r=binary', list: 'POST /things/list read' };
const client = (url: string, options: ClientOptions = {}) => createClient<object, object>(sampleApi({ operations: { things } }), { hosts: url, random: () => 0, ...options });
const content = randomBytes(300_000);
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), 'occwo-files-'));
  closing.push(() => rm(made, { recursive: true }));
  return made;
};

/** Sends the file, but breaks the connection after `until` bytes for the first `breaks` requests. Understands ranges where it has a tag. */
const fileServer = (breaks: number, { tag = '"v1"', until = 100_000, headers = {} }: { tag?: string | ((number: number) => string); until?: number; headers?: Record<string, string> } = {}) =>
  server((request, response, number) => {
    const etag = typeof tag === 'string' ? tag : tag(number);
    const from = request.headers['if-range'] === etag ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const part = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': part.length, ...(etag && { etag }), ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }), ...headers,
    });
    if (number > breaks) return void response.end(part);
    response.write(part.subarray(0, until), () => response.destroy());
  });

describe('a file by route', () => {
  it('comes with its name, type and length, and as bytes, stream or file', async () => {
    const { url, seen } = await server((_, response) => void response.writeHead(200, { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="label.pdf"' }).end(content));
    const call = () => client(url).file('POST /things/label', { body: { id: 1 } });
    const label = await call();
    expect([label.name, label.contentType]).toEqual(['label.pdf', 'application/pdf']);
    expect(hash(await label.bytes())).toBe(hash(content));
    const parts: Uint8Array[] = [];
    for await (const part of (await call()).stream()) parts.push(part as Uint8Array);
    expect(hash(Buffer.concat(parts))).toBe(hash(content));
    const target = await folder();
    expect(await (await call()).saveTo(target)).toEqual({ path: join(target, 'label.pdf'), length: content.length });
    expect(hash(await readFile(join(target, 'label.pdf')))).toBe(hash(content));
    expect(seen[0]?.headers).toMatchObject({ 'api-key': 'planted-secret', 'accept': '*/*', 'accept-encoding': 'identity' });
  });

  it('is read once', async () => {
    const { url } = await server((_, response) => void response.end('x'));
    const file = await client(url).file('GET /things/act');
    expect(await file.text()).toBe('x');
    await expect(file.bytes()).rejects.toMatchObject({ code: 'file-read' });
  });

  it('is refused as any call: errors are JSON, a page is no file, 5xx are repeated', async () => {
    const refusing = await server((_, response) => void response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no such label"}'));
    await expect(client(refusing.url).file('POST /things/label')).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringContaining('no such label') });
    const page = await server((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>try later</html>'));
    await expect(client(page.url, { retries: 0 }).file('POST /things/label')).rejects.toMatchObject({ code: 'unreadable-reply' });
    const flaky = await server((_, response, number) => void response.writeHead(number < 3 ? 502 : 200).end('x'));
    expect(await (await client(flaky.url).file('POST /things/label')).text()).toBe('x');
    expect(flaky.seen).toHaveLength(3);
  });

  it('never repeats what starts something', async () => {
    const { url, seen } = await server((_, response) => void response.writeHead(502).end());
    await expect(client(url).file('POST /things/print')).rejects.toMatchObject({ code: 'unknown-outcome' });
    expect(seen).toHaveLength(1);
  });

  it('hands JSON on, checked', async () => {
    const { url } = await server((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[]}'));
    expect(await (await client(url).file('POST /things/list')).text()).toBe('{"items":[]}');
  });

  it('follows to another host without the key', async () => {
    const store = await fileServer(0);
    const { url } = await server((_, response) => void response.writeHead(302, { location: `${store.url}/a.pdf?signature=planted-signature` }).end());
    const file = await client(url).file('GET /things/act');
    expect([file.name, hash(await file.bytes())]).toEqual(['a.pdf', hash(content)]);
    expect(store.seen[0]?.headers).not.toHaveProperty('api-key');
    const endless = await server((_, response) => void response.writeHead(302, { location: '/again' }).end());
    await expect(client(endless.url).file('GET /things/act')).rejects.toMatchObject({ code: 'unreadable-reply' });
    expect(endless.seen.length).toBeLessThan(10);
  });
});

describe('a link', () => {
  it('is fetched without any credential, unless it is a read of the marketplace itself', async () => {
    const { url, seen } = await fileServer(0);
    const sample = client(url);
    await (await sample.download(`${url}/somewhere/else.csv`)).bytes();
    await (await sample.download(`${url}/things/act?id=1`)).bytes();
    await (await sample.download('/things/act?id=2')).bytes();
    await (await sample.download(`${url.replace('127.0.0.1', 'localhost')}/things/act`)).bytes();
    expect(seen.map(({ url: path, headers }) => [path, headers['api-key']])).toEqual([
      ['/somewhere/else.csv', undefined], ['/things/act?id=1', 'planted-secret'], ['/things/act?id=2', 'planted-secret'], ['/things/act', undefined],
    ]);
  });

  it('stays out of logs and errors: who has it has the file', async () => {
    const probe = outputProbe();
    const { url } = await server((request, response, number) => void response.writeHead(number === 1 ? 500 : 403).end(`<Error>${request.url}</Error>`));
    const link = `${url}/f.csv?X-Signature=planted-signature&token=planted-token`;
    await client(url, { ...probe.options, hosts: 'http://127.0.0.1:9' }).download(link).catch(probe.note);
    expect(probe.size).toBeGreaterThan(5);
    expect(probe.leaks(['planted-signature', 'planted-token'])).toEqual([]);
  });

  it('that has died says so', async () => {
    const { url } = await server((_, response) => void response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'));
    await expect(client('http://127.0.0.1:9').download(`${url}/f.csv`)).rejects.toMatchObject({ code: 'not-found', status: 403, hint: expect.stringContaining('links to files die') });
  });

  it.each(['file:///etc/passwd', 'things/act', 'ftp://x.test/a', 'POST /things/label'])('%s is refused', async (link) => {
    await expect(client('http://127.0.0.1:9').download(link)).rejects.toMatchObject({ code: 'validation' });
  });
});

describe('a download that breaks', () => {
  it('is taken up where it broke, again and again', async () => {
    const { url, seen } = await fileServer(2);
    const file = await client(url).download(`${url}/f.bin`);
    expect(hash(await file.bytes())).toBe(hash(content));
    expect(seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=100000-', 'bytes=200000-']);
  });

  it.each([
    ['the file is another one by now', { tag: (number: number) => `"v${number}"` }],
    ['nothing tells whether it is the same', { tag: '' }],
    ['the tag is a weak one', { tag: 'W/"v1"' }],
  ])('fails when %s, and leaves no file', async (_why, how) => {
    const { url } = await fileServer(1, how);
    const target = await folder();
    await expect((await client(url).download(`${url}/f.bin`)).saveTo(join(target, 'f.bin'))).rejects.toMatchObject({ code: 'network', retryable: true });
    expect(await readdir(target)).toEqual([]);
  });

  it('fails where the request may not be repeated', async () => {
    const { url, seen } = await fileServer(1);
    await expect((await client(url).file('POST /things/print')).bytes()).rejects.toMatchObject({ code: 'network' });
    expect(seen).toHaveLength(1);
  });

  it('is noticed by its length, also where the transport says nothing', async () => {
    const transport = async () => ({ status: 200, headers: { 'content-length': '10' }, body: new Uint8Array(), stream: Readable.from([Buffer.from('12345')]) });
    const file = await client('http://x.test', { transport }).file('GET /things/act');
    expect(file.length).toBe(10);
    await expect(file.bytes()).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('5 of 10 bytes') });
  });

  it('or falls silent ends', async () => {
    const { url } = await server((_, response) => void response.writeHead(200, { 'content-length': '10' }).write('12345'));
    await expect((await client(url, { timeoutMs: 300 }).file('POST /things/label')).bytes()).rejects.toMatchObject({ code: 'network' });
  });

  it('ends when it is aborted', async () => {
    const { url } = await server((_, response) => void response.writeHead(200, { 'content-length': '10' }).write('12345'));
    const stop = new AbortController();
    const file = await client(url).file('GET /things/act', {}, { signal: stop.signal });
    const reading = file.bytes();
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});

it('unpacks what a server packs unasked, by the length on the wire', async () => {
  const packed = gzipSync(content);
  const { url } = await server((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed));
  const file = await client(url).file('GET /things/act');
  expect([file.length, hash(await file.bytes())]).toEqual([packed.length, hash(content)]);
});

it('works with a transport that gives the body whole', async () => {
  const transport = async () => ({ status: 200, headers: { 'content-length': '3' }, body: Buffer.from('a;b\n1;2\n') });
  const file = await client('http://x.test', { transport }).file('GET /things/act');
  const rows = [];
  for await (const row of file.rows()) rows.push(row);
  expect(rows).toEqual([{ a: '1', b: '2' }]);
});

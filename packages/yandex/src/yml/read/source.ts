import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { YmlError } from '../errors.js';

/** What a feed is read from: a path, an http(s) or file URL, or bytes as they come (a Node stream is such a thing). */
export type YmlSource = string | URL | AsyncIterable<Uint8Array | string>;

/** Fetches a feed by URL. The default is the global `fetch`; hand in another for proxies, logins or tests. */
export type FetchFeed = (url: string) => Promise<Response>;

export interface OpenedSource {
  /** For messages: the file's name, the URL without its query, or "the stream". */
  readonly name: string;
  /** Size in bytes as stored, when known: progress bars need it. */
  readonly size: number | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const readSize = 256 * 1024;

/** Opens a feed's bytes as they are stored, packed or plain. Throws {@link YmlError} for what cannot be opened. */
export async function openSource(source: YmlSource, fetchFeed: FetchFeed = fetch): Promise<OpenedSource> {
  if (typeof source !== 'string' && !(source instanceof URL)) {
    return { name: 'the stream', size: undefined, bytes: toBytes(source) };
  }
  const text = String(source);
  if (/^https?:\/\//i.test(text)) return openUrl(text, fetchFeed);
  return openFile(text.startsWith('file:') ? fileURLToPath(text) : text);
}

async function openFile(path: string): Promise<OpenedSource> {
  const name = basename(path);
  const status = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw new YmlError('not-found', { source: path }, { cause });
    throw new YmlError('not-readable', { source: path, reason: cause.code ?? cause.message }, { cause });
  });
  if (status.isDirectory()) throw new YmlError('is-directory', { source: path });
  return { name, size: status.isFile() ? status.size : undefined, bytes: fileBytes(path) };
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: readSize });
  try {
    yield* stream;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new YmlError('not-readable', { source: path, reason }, { cause });
  } finally {
    stream.destroy();
  }
}

async function openUrl(url: string, fetchFeed: FetchFeed): Promise<OpenedSource> {
  const { origin, pathname } = new URL(url);
  const name = `${origin}${pathname}`; // a query or a login in the URL may be a secret
  const response = await fetchFeed(url).catch((cause: unknown) => {
    throw new YmlError('not-readable', { source: name, reason: networkReason(cause) }, { cause });
  });
  if (!response.ok || response.body === null) {
    throw new YmlError('not-readable', { source: name, reason: `HTTP ${response.status}` });
  }
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const packed = response.headers.has('content-encoding'); // fetch unpacks by itself, so the length is another's
  return { name, size: packed || Number.isNaN(length) ? undefined : length, bytes: response.body };
}

function networkReason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
  return (inner as NodeJS.ErrnoException).code ?? (inner instanceof Error ? inner.message : String(inner));
}

async function* toBytes(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
}

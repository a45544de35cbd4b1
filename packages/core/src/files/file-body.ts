import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { NetworkError } from '../errors/local-errors.js';
import type { ParsedReply } from '../client/api-definition.js';

export interface FileBody {
  readonly reply: ParsedReply;
  /** Asks for the bytes from `offset` on, if the file is still the same; missing where the request may not be repeated. */
  readonly reopen?: ((offset: number, validator: string) => Promise<ParsedReply>) | undefined;
  /** How often a broken body is taken up again. */
  readonly resumes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of a file as they come over the wire. When the connection breaks, the rest is asked for by `Range`, but only where the
 * answer shows that it is the same file; otherwise reading fails. It never ends before the length that was announced.
 */
export async function* fileBody({ reply, reopen, resumes, signal }: FileBody): AsyncGenerator<Uint8Array> {
  const length = announcedLength(reply.headers);
  const validator = validatorOf(reply.headers);
  let received = 0;
  // A transport that gave the body whole may have unpacked it: the length that was announced is not its length then.
  if (!reply.stream) return void (yield reply.body);
  let current = reply.stream;
  for (let left = resumes; ; left -= 1) {
    const source = current;
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        received += chunk.byteLength;
        yield chunk;
      }
      if (length === undefined || received === length) return;
      if (received > length) throw broken(received, length, 'more came than was announced');
      throw broken(received, length, 'the connection was closed');
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const failure = error instanceof NetworkError ? error : broken(received, length, codeOf(error));
      if (left <= 0 || !reopen || validator === undefined || length === undefined || received > length) throw failure;
      const rest = await reopen(received, validator);
      if (!rest.stream || !continues(rest, received, length)) {
        rest.stream?.destroy();
        throw failure;
      }
      current = guarded(rest.stream, signal);
    } finally {
      source.destroy();
    }
  }
}

/** Ends with the signal. What breaks before anybody reads is told to who reads: without a listener it would end the process. */
export function guarded(stream: Readable, signal: AbortSignal | undefined): Readable {
  stream.on('error', () => {});
  return signal ? addAbortSignal(signal, stream) : stream;
}

/** Length of the body in bytes, where the server says it. */
export function announcedLength(headers: ParsedReply['headers']): number | undefined {
  const length = Number(headers['content-length'] ?? Number.NaN);
  return Number.isSafeInteger(length) && length >= 0 ? length : undefined;
}

/** What proves that a file is still the same one: a strong tag, or else its date. */
function validatorOf({ etag, 'last-modified': date }: ParsedReply['headers']): string | undefined {
  return etag && !etag.startsWith('W/') ? etag : date;
}

function continues({ status, headers }: ParsedReply, from: number, length: number): boolean {
  return status === 206 && headers['content-range'] === `bytes ${from}-${length - 1}/${length}`;
}

/** The code of a system error; its message may hold the address with all that is in its query. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name ?? 'error');
}

function broken(received: number, length: number | undefined, reason: string): NetworkError {
  return new NetworkError(`the file broke off after ${received}${length === undefined ? '' : ` of ${length}`} bytes: ${reason}`, { sent: true });
}

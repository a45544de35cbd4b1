import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { CliError } from '../errors/cli-error.js';

const headBytes = 64 * 1024;

/**
 * The text of a file in pieces: UTF-8 with or without a byte order mark, or windows-1251, told by the first 64 kB.
 * Throws an `input` error on bytes that are neither, because a guess would send broken names to the marketplace.
 */
export async function* decodeText(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let read = 0;
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? (decoder as TextDecoder).decode(bytes, { stream: true }) : (decoder?.decode() ?? '');
    } catch (cause) {
      throw new CliError('input', 'file.encoding', { file, byte: read }, cause);
    }
  };
  for await (const chunk of bytesOf(file)) {
    decoder ??= new TextDecoder(isUtf8Head(chunk) ? 'utf-8' : 'windows-1251', { fatal: true });
    yield decode(chunk);
    read += chunk.byteLength;
  }
  yield decode();
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: headBytes }) as AsyncIterable<Buffer>;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new CliError('usage', 'file.not-readable', { file, reason: code ?? message }, cause);
  }
}

/** Whether the head is UTF-8, a character cut at its end not counting. */
function isUtf8Head(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

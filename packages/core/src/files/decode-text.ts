/** UTF-8 is told from windows-1251 by so much of the beginning, bytes. */
const judgedBytes = 64 * 1024;

export type TextEncoding = 'utf-8' | 'windows-1251';

/** Text of bytes, a piece at a time, without the byte order mark. Which encoding it is shows in the beginning, unless it is named. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding?: TextEncoding): AsyncGenerator<string> {
  let held: Uint8Array | undefined = encoding === undefined ? new Uint8Array() : undefined;
  let decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) {
    if (!held) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    held = held.byteLength === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.byteLength < judgedBytes) continue;
    decoder = new TextDecoder(encodingOf(held, false));
    yield decoder.decode(held, { stream: true });
    held = undefined;
  }
  yield held ? new TextDecoder(encodingOf(held, true)).decode(held) : decoder.decode();
}

/** All of the text. */
export async function readText(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const part of decodeText(bytes)) text += part;
  return text;
}

function encodingOf(head: Uint8Array, whole: boolean): TextEncoding {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

import { YmlError } from '../errors.js';
import type { YmlEncoding } from '../encoding.js';
import { shorten } from '../language.js';
import { FeedDecoder } from './decoder.js';
import type { ReadProgress } from './read-yml.js';
import type { OpenedSource } from './source.js';
import { unpack } from './unpack.js';

/** A piece of a feed's text. */
export interface FeedPiece {
  readonly text: string;
  /** Bytes of the plain feed before this piece. */
  readonly startByte: number;
  readonly encoding: YmlEncoding;
  readonly hasByteOrderMark: boolean;
}

export interface PieceOptions {
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Bytes that do not belong to the encoding; when it returns, they become U+FFFD. */
  readonly onInvalid: (byteOffset: number, textBefore: () => string, encoding: YmlEncoding) => void;
}

/** A source may hand over a gigabyte at once: the text of one piece stays below V8's limits and the CPU cache's patience. */
const longestPiece = 128 * 1024;

/** The text of a feed, unpacked and decoded. Throws for what does not even start as XML. */
export async function* readPieces(opened: OpenedSource, options: PieceOptions): AsyncGenerator<FeedPiece, void, undefined> {
  const decoder = new FeedDecoder(options.onInvalid);
  let started = false;
  for await (const chunk of unpack(counted(opened, options.onProgress), opened.name)) {
    for (let from = 0; from < chunk.length; from += longestPiece) {
      const text = decoder.push(chunk.subarray(from, from + longestPiece), false);
      if (text === '') continue;
      started = started || checkStart(text, opened.name);
      yield pieceOf(text, decoder);
    }
  }
  const text = decoder.push(new Uint8Array(0), true);
  if (!started) started = checkStart(text, opened.name);
  if (!started) throw new YmlError('empty', { source: opened.name });
  if (text !== '') yield pieceOf(text, decoder);
}

function pieceOf(text: string, decoder: FeedDecoder): FeedPiece {
  return { text, startByte: decoder.startByte, encoding: decoder.encoding, hasByteOrderMark: decoder.hasByteOrderMark };
}

/** False while there is nothing but white space. */
function checkStart(text: string, source: string): boolean {
  const start = text.trimStart();
  if (start === '') return false;
  if (/^<(!doctype\s+)?html[\s>]/i.test(start)) throw new YmlError('not-yml', { found: 'html' });
  if (!start.startsWith('<')) throw new YmlError('not-xml', { source, found: shorten(start.split('\n', 1)[0] as string, 60) });
  return true;
}

async function* counted(opened: OpenedSource, onProgress: PieceOptions['onProgress']): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of opened.bytes) {
    bytes += chunk.length;
    onProgress?.({ bytes, size: opened.size });
    yield chunk;
  }
}

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
  /** What stood before the first markup, in the first piece. */
  readonly prologue: string;
}

export interface PieceOptions {
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /** Bytes that do not belong to the encoding; when it returns, they become U+FFFD. */
  readonly onInvalid: (byteOffset: number, textBefore: () => string, encoding: YmlEncoding) => void;
  /** Text before `<?xml` is handed on as blanks instead of refused; the first piece still tells it in `prologue`. */
  readonly allowPrologue?: boolean;
}

/** A source may hand over a gigabyte at once: the text of one piece stays below V8's limits and the CPU cache's patience. */
const longestPiece = 128 * 1024;

/** The text of a feed, unpacked and decoded. Throws for what does not even start as XML. */
export async function* readPieces(opened: OpenedSource, options: PieceOptions): AsyncGenerator<FeedPiece, void, undefined> {
  const decoder = new FeedDecoder(options.onInvalid);
  let started = false;
  const toPiece = (text: string): FeedPiece => {
    const prologue = started ? '' : prologueOf(text, opened.name, options.allowPrologue ?? false);
    started = started || text.trimStart() !== '';
    const blank = prologue.replace(/[^\n]/g, ' ');
    return {
      text: blank + text.slice(prologue.length),
      startByte: decoder.startByte,
      encoding: decoder.encoding,
      hasByteOrderMark: decoder.hasByteOrderMark,
      prologue,
    };
  };
  for await (const chunk of unpack(counted(opened, options.onProgress), opened.name)) {
    for (let from = 0; from < chunk.length; from += longestPiece) {
      const text = decoder.push(chunk.subarray(from, from + longestPiece), false);
      if (text !== '') yield toPiece(text);
    }
  }
  const text = decoder.push(new Uint8Array(0), true);
  if (text !== '') yield toPiece(text);
  if (!started) throw new YmlError('empty', { source: opened.name });
}

/** What stands before the first markup; more than white space is no XML. */
function prologueOf(text: string, source: string, allow: boolean): string {
  const start = text.trimStart();
  if (/^<(!doctype\s+)?html[\s>]/i.test(start)) throw new YmlError('not-yml', { found: 'html' });
  if (start === '' || start.startsWith('<')) return text.slice(0, text.length - start.length);
  const markup = text.search(/<\?xml\s|<yml_catalog[\s>]/);
  if (!allow || markup < 0) throw new YmlError('not-xml', { source, found: shorten(start.split('\n', 1)[0] as string, 60) });
  return text.slice(0, markup);
}

/** The stored bytes, counted as they pass. */
export async function* counted(opened: OpenedSource, onProgress: PieceOptions['onProgress']): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of opened.bytes) {
    bytes += chunk.length;
    onProgress?.({ bytes, size: opened.size });
    yield chunk;
  }
}

import { isAscii, isUtf8, transcode } from 'node:buffer';
import iconv from 'iconv-lite';
import { YmlError } from '../errors.js';
import type { YmlEncoding } from '../encoding.js';

const declarationPattern = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/;
const utf8Names = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
const windowsNames = new Set(['windows-1251', 'cp1251', 'win-1251', 'cp-1251', 'windows1251', 'win1251', 'x-cp1251']);
const declarationWithin = 1024;
/** Bytes looked at to tell UTF-8 from windows-1251, and how many of them must be beyond ASCII. */
const sampleLength = 4096;
const fewUpperBytes = 8;

/** Turns a feed's bytes into text, piece by piece, in the encoding that the feed itself declares. */
export class FeedDecoder {
  /** Known after the first piece. */
  encoding: YmlEncoding = 'utf-8';
  hasByteOrderMark = false;
  /** Bytes before the text of the last answer. */
  startByte = 0;
  #endByte = 0;
  #started = false;
  #judged = false;
  #carried: Buffer = Buffer.alloc(0);
  #windows: iconv.DecoderStream | undefined;
  readonly #onInvalid: (byteOffset: number, textBefore: () => string, encoding: YmlEncoding) => void;

  /** `onInvalid` hears of bytes that are no UTF-8; when it returns, they become U+FFFD and reading goes on. */
  constructor(onInvalid: (byteOffset: number, textBefore: () => string, encoding: YmlEncoding) => void) {
    this.#onInvalid = onInvalid;
  }

  /** Decodes what is whole so far. `last` says that no bytes follow. */
  push(chunk: Uint8Array, last: boolean): string {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#carried.length > 0) bytes = Buffer.concat([this.#carried, bytes]);
    this.#carried = Buffer.alloc(0);
    if (!this.#started) {
      if (!last && bytes.length < declarationWithin) return this.#carry(bytes, 0);
      bytes = this.#start(bytes);
    }
    this.startByte = this.#endByte;
    if (this.#windows !== undefined) {
      this.#judgeWindows(bytes);
      this.#endByte += bytes.length;
      return this.#windows.write(bytes);
    }
    const whole = last ? bytes.length : wholeUtf8Length(bytes);
    const text = bytes.subarray(0, whole);
    this.#endByte += whole;
    if (whole < bytes.length) this.#carry(bytes, whole);
    if (isAscii(text)) return text.toString('latin1');
    if (isUtf8(text)) return transcode(text, 'utf8', 'utf16le').toString('utf16le'); // three times as fast as toString('utf8') on Cyrillic
    this.#report(text);
    return text.toString('utf8');
  }

  #carry(bytes: Buffer, from: number): '' {
    this.#carried = Buffer.from(bytes.subarray(from)); // a copy: the source may use its buffer again
    return '';
  }

  #start(bytes: Buffer): Buffer {
    this.#started = true;
    const [first, second, third] = bytes;
    const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
    if (isUtf16) throw new YmlError('encoding', { found: 'UTF-16' });
    this.hasByteOrderMark = first === 0xef && second === 0xbb && third === 0xbf;
    const body = this.hasByteOrderMark ? bytes.subarray(3) : bytes;
    this.#endByte = bytes.length - body.length;
    const declared = declarationPattern.exec(body.toString('latin1', 0, declarationWithin))?.[1] ?? 'utf-8';
    this.encoding = encodingNamed(declared);
    if (this.encoding === 'windows-1251' && !this.hasByteOrderMark) this.#windows = iconv.getDecoder('windows-1251');
    return body;
  }

  /** "windows-1251 declared, UTF-8 sent" is common; Russian text in windows-1251 is never valid UTF-8 by chance. */
  #judgeWindows(bytes: Buffer): void {
    if (this.#judged || isAscii(bytes)) return;
    const first = bytes.findIndex((byte) => byte >= 0x80);
    const sample = bytes.subarray(first, first + sampleLength);
    const upper = sample.reduce((count, byte) => count + (byte >> 7), 0);
    if (upper < fewUpperBytes) return;
    this.#judged = true;
    if (!isUtf8(sample.subarray(0, wholeUtf8Length(sample)))) return;
    this.#onInvalid(this.startByte + first, () => bytes.toString('latin1', 0, first), 'windows-1251');
    this.#windows = iconv.getDecoder('utf-8', { stripBOM: false });
  }

  #report(text: Buffer): void {
    const offset = invalidUtf8Offset(text);
    this.#onInvalid(this.startByte + offset, () => text.toString('utf8', 0, offset), 'utf-8');
  }
}

function encodingNamed(declared: string): YmlEncoding {
  const name = declared.trim().toLowerCase();
  if (utf8Names.has(name)) return 'utf-8';
  if (windowsNames.has(name)) return 'windows-1251';
  throw new YmlError('encoding', { found: declared });
}

/** The length without a character that is cut at the end. */
function wholeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Where the first invalid byte stands: the longest valid head, found by halving. */
function invalidUtf8Offset(bytes: Buffer): number {
  let valid = 0;
  let step = bytes.length;
  while (step > 1) {
    step = Math.ceil(step / 2);
    const end = Math.min(bytes.length, valid + step);
    const cut = valid + wholeUtf8Length(bytes.subarray(valid, end));
    if (cut > valid && isUtf8(bytes.subarray(valid, cut))) valid = cut;
  }
  while (valid < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => valid + size <= bytes.length && isUtf8(bytes.subarray(valid, valid + size)));
    if (length === undefined) break;
    valid += length;
  }
  return valid;
}

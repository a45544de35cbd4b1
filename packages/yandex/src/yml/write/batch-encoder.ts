import type { YmlEncoding } from '../encoding.js';
import { encoderFor } from './encode.js';

/** Gathers the bytes of offers until there are enough to write at once. */
export interface BatchEncoder {
  /** Adds one offer and a line break. True when the batch is full. */
  add(xml: string): boolean;
  /** The gathered bytes; the batch is empty again. */
  take(): Buffer;
}

/** Bytes of one batch: large enough to keep the disk busy, small enough for flat memory. */
const batchBytes = 256 * 1024;
const newline = 0x0a;

/**
 * Makes an encoder of batches. With `reuse` every batch stands in the same memory and is good until the next offer is added: for
 * files, where it is on the disk by then.
 */
export function batchEncoder(encoding: YmlEncoding, reuse: boolean): BatchEncoder {
  return encoding === 'utf-8' ? new Utf8Batch(reuse) : new TextBatch(encoding);
}

/** Writes each offer into the batch's bytes at once: texts that live through a garbage collection are what makes memory grow. */
class Utf8Batch implements BatchEncoder {
  readonly #reuse: boolean;
  #memory = Buffer.allocUnsafeSlow(batchBytes * 2);
  #length = 0;

  constructor(reuse: boolean) {
    this.#reuse = reuse;
  }

  add(xml: string): boolean {
    const most = this.#length + xml.length * 3 + 1; // a UTF-16 unit takes at most three bytes
    if (most > this.#memory.length) this.#grow(most);
    this.#length += this.#memory.write(xml, this.#length, 'utf8');
    this.#memory[this.#length] = newline;
    this.#length += 1;
    return this.#length >= batchBytes;
  }

  take(): Buffer {
    const bytes = this.#memory.subarray(0, this.#length);
    this.#length = 0;
    return this.#reuse ? bytes : Buffer.from(bytes);
  }

  #grow(least: number): void {
    const larger = Buffer.allocUnsafeSlow(least * 2);
    this.#memory.copy(larger, 0, 0, this.#length);
    this.#memory = larger;
  }
}

class TextBatch implements BatchEncoder {
  readonly #encode: (xml: string) => Buffer;
  #text = '';

  constructor(encoding: YmlEncoding) {
    this.#encode = encoderFor(encoding);
  }

  add(xml: string): boolean {
    this.#text += `${xml}\n`;
    return this.#text.length >= batchBytes;
  }

  take(): Buffer {
    const bytes = this.#encode(this.#text);
    this.#text = '';
    return bytes;
  }
}

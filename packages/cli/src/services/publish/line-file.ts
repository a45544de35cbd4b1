import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { CliError } from '../../errors/cli-error.js';

/** A file that grows line by line, whatever its length; a slow disk slows the writer down instead of filling the memory. */
export class LineFile {
  #lines = 0;

  private constructor(private readonly stream: WriteStream, private readonly between: string, private readonly end: string) {}

  /** One JSON array, one element a line. Throws a `usage` error at once if the file cannot be written. */
  static array(file: string): Promise<LineFile> {
    return LineFile.#open(file, '[\n', ',\n', '\n]\n');
  }

  /** JSONL: one object a line. */
  static jsonl(file: string): Promise<LineFile> {
    return LineFile.#open(file, '', '\n', '\n');
  }

  static async #open(file: string, start: string, between: string, end: string): Promise<LineFile> {
    const stream = createWriteStream(file);
    try {
      await once(stream, 'open');
    } catch (cause) {
      throw new CliError('usage', 'report.not-writable', { file, reason: (cause as NodeJS.ErrnoException).code ?? String(cause) }, cause);
    }
    if (start !== '') stream.write(start);
    return new LineFile(stream, between, end);
  }

  async add(value: unknown): Promise<void> {
    const first = this.#lines === 0;
    this.#lines += 1;
    if (!this.stream.write((first ? '' : this.between) + JSON.stringify(value))) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    const nothing = this.#lines === 0 && this.end === '\n';
    this.stream.end(nothing ? '' : this.end);
    await once(this.stream, 'close');
  }
}

import { CliError } from '../../../errors/cli-error.js';

/** An object that never ends is no offer; it must not fill the memory. */
const longestObject = 5_000_000;

/**
 * Cuts a JSON array of objects into lines, one object each, without reading it whole. Objects one after another are taken too.
 * Whether an object is sound JSON is for the reader of the lines to say.
 */
export async function* jsonLines(text: AsyncIterable<string>, file: string): AsyncGenerator<string> {
  const cutter = new ObjectCutter(file);
  for await (const piece of text) {
    const lines = cutter.cut(piece);
    if (lines !== '') yield lines;
  }
  cutter.end();
}

class ObjectCutter {
  readonly #file: string;
  #open = '';
  #depth = 0;
  #quoted = false;
  #escaped = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The objects that end in this piece. */
  cut(piece: string): string {
    let lines = '';
    let start = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at] as string;
      if (this.#depth === 0) {
        if (character === '{') {
          start = at;
          this.#depth = 1;
        } else if (!/[\s,[\]\uFEFF]/.test(character)) {
          throw new CliError('input', 'json.not-objects', { file: this.#file, found: piece.slice(at, at + 20) });
        }
      } else if (this.#closes(character)) {
        lines += `${`${this.#open}${piece.slice(start, at + 1)}`.replaceAll(/[\r\n]+/g, ' ')}\n`;
        this.#open = '';
      }
    }
    if (this.#depth > 0) this.#open += piece.slice(start);
    if (this.#open.length > longestObject) throw new CliError('input', 'json.unclosed', { file: this.#file });
    return lines;
  }

  end(): void {
    if (this.#depth > 0) throw new CliError('input', 'json.unclosed', { file: this.#file });
  }

  /** Whether the character ends the object that is open. */
  #closes(character: string): boolean {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') this.#quoted = false;
      return false;
    }
    if (character === '"') this.#quoted = true;
    else if (character === '{') this.#depth += 1;
    else if (character === '}') this.#depth -= 1;
    return this.#depth === 0;
  }
}

import { IdTable } from '../check/id-table.js';
import type { FeedOffer } from '../read/offer.js';
import { renderElement } from '../write/render.js';

/** The fields of an offer as text: attributes as `@name`, all elements of one name together. */
export function offerFields(offer: FeedOffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(offer.attributes)) if (name !== 'id') fields.set(`@${name}`, value);
  for (const element of offer.elements) {
    const isPlain = element.children.length === 0 && Object.keys(element.attributes).length === 0;
    const text = isPlain ? element.text.trim() : element.name === 'param' ? paramText(element.attributes, element.text) : renderElement(element);
    const known = fields.get(element.name);
    fields.set(element.name, known === undefined ? text : `${known}\n${text}`);
  }
  return fields;
}

function paramText(attributes: Readonly<Record<string, string>>, text: string): string {
  const { name = '', unit } = attributes;
  return `${name}: ${text.trim()}${unit === undefined ? '' : ` ${unit}`}`;
}

const blockSize = 1 << 16;

/**
 * The fields of millions of offers in about 8 bytes a field: a number for the name and a 32-bit hash of the value. The number of an
 * offer is given by the order in which it came.
 */
export class Fingerprints {
  readonly #ids = new IdTable();
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #starts: number[] = [0];
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  get size(): number {
    return this.#ids.size;
  }

  /** Adds an offer; false for an id that is there already. */
  add(offer: FeedOffer): boolean {
    if (this.#ids.add(offer.id, this.#ids.size) !== undefined) return false;
    for (const [name, value] of offerFields(offer)) {
      this.#push(this.#numberOf(name));
      this.#push(hash32(value));
    }
    this.#starts.push(this.#length);
    return true;
  }

  /** Number of an offer, or undefined. */
  find(id: string): number | undefined {
    return this.#ids.find(id);
  }

  /** Names of the fields in which the offer differs from what was added. */
  differences(index: number, fields: ReadonlyMap<string, string>): string[] {
    const different: string[] = [];
    const seen = new Set<string>();
    for (let at = this.#starts[index] as number; at < (this.#starts[index + 1] as number); at += 2) {
      const name = this.#names[this.#at(at)] as string;
      seen.add(name);
      const value = fields.get(name);
      if (value === undefined || hash32(value) !== this.#at(at + 1)) different.push(name);
    }
    for (const name of fields.keys()) if (!seen.has(name)) different.push(name);
    return different;
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  #push(value: number): void {
    if (this.#length % blockSize === 0) this.#blocks.push(new Uint32Array(blockSize));
    (this.#blocks.at(-1) as Uint32Array)[this.#length % blockSize] = value;
    this.#length += 1;
  }

  #at(index: number): number {
    return (this.#blocks[Math.floor(index / blockSize)] as Uint32Array)[index % blockSize] as number;
  }
}

function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const segmentCount = 256;

/**
 * Remembers millions of ids in about 18 bytes each: a 64-bit hash and a number (the line of the first offer), open addressing in
 * typed arrays. The arrays grow segment by segment, so that there is never a second copy of the whole. Two different ids are
 * taken for one with a chance of about 3 in a million among ten million ids.
 */
export class IdTable {
  readonly #segments: (Segment | undefined)[] = new Array<Segment | undefined>(segmentCount).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes that the table holds. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + (segment?.bytes ?? 0), 0);
  }

  /** Adds an id. Answers undefined for a new one, or the number that was added with it before. */
  add(id: string, value: number): number | undefined {
    const { high, low } = hashOf(id);
    const known = this.#segment(high).add(high, low, value);
    if (known === undefined) this.#size += 1;
    return known;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  /** The number that was added with the id. */
  find(id: string): number | undefined {
    const { high, low } = hashOf(id);
    return this.#segment(high).find(high, low);
  }

  #segment(high: number): Segment {
    const index = high >>> 24;
    let segment = this.#segments[index];
    if (segment === undefined) {
      segment = new Segment();
      this.#segments[index] = segment;
    }
    return segment;
  }
}

/** One part of the table: slots of three numbers, at most four fifths of them taken. */
class Segment {
  #slots = new Uint32Array(3 * 16);
  #mask = 15;
  #count = 0;

  get bytes(): number {
    return this.#slots.byteLength;
  }

  find(high: number, low: number): number | undefined {
    const at = this.#place(high, low);
    return this.#isTaken(at) ? this.#slots[at + 2] : undefined;
  }

  add(high: number, low: number, value: number): number | undefined {
    let at = this.#place(high, low);
    if (this.#isTaken(at)) return this.#slots[at + 2];
    if ((this.#count + 1) * 5 > (this.#mask + 1) * 4) {
      this.#grow();
      at = this.#place(high, low);
    }
    this.#put(at, high, low, value);
    this.#count += 1;
    return undefined;
  }

  #isTaken(at: number): boolean {
    return this.#slots[at] !== 0 || this.#slots[at + 1] !== 0;
  }

  /** Where the hash stands, or the free slot where it would. */
  #place(high: number, low: number): number {
    const slots = this.#slots;
    let slot = low & this.#mask;
    while (this.#isTaken(slot * 3) && (slots[slot * 3] !== high || slots[slot * 3 + 1] !== low)) slot = (slot + 1) & this.#mask;
    return slot * 3;
  }

  #put(at: number, high: number, low: number, value: number): void {
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    this.#slots[at + 2] = value;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#mask = old.length / 3 * 2 - 1;
    for (let at = 0; at < old.length; at += 3) {
      const [high, low, value] = [old[at] as number, old[at + 1] as number, old[at + 2] as number];
      if (high !== 0 || low !== 0) this.#put(this.#place(high, low), high, low, value);
    }
  }
}

/** The cyrb hash, with both halves whole; never 0/0, which means an empty slot. */
function hashOf(text: string): { readonly high: number; readonly low: number } {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 2_654_435_761);
    second = Math.imul(second ^ code, 1_597_334_677);
  }
  first = Math.imul(first ^ (first >>> 16), 2_246_822_507) ^ Math.imul(second ^ (second >>> 13), 3_266_489_909);
  second = Math.imul(second ^ (second >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  return { high: second >>> 0, low: (first >>> 0) || 1 };
}

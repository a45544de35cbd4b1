/**
 * Remembers millions of ids in a few bytes each: a 64-bit hash and the line of the first offer, open addressing in typed
 * arrays. Two different ids are taken for one with a chance of about 3 in a million among ten million ids.
 */
export class IdTable {
  #mask = 1023;
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #lines = new Uint32Array(1024);
  #count = 0;

  get size(): number {
    return this.#count;
  }

  /** Bytes that the table holds. */
  get bytes(): number {
    return this.#high.byteLength * 3;
  }

  /** Adds an id. Answers undefined for a new one, or the line where it was first seen. */
  add(id: string, line: number): number | undefined {
    const { high, low } = hash(id);
    const slot = this.#find(high, low);
    if (this.#isTaken(slot)) return this.#lines[slot];
    if ((this.#count + 1) * 3 > this.#mask * 2) {
      this.#grow();
      this.#put(this.#find(high, low), high, low, line);
    } else this.#put(slot, high, low, line);
    this.#count += 1;
    return undefined;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  /** The number that was added with the id. */
  find(id: string): number | undefined {
    const { high, low } = hash(id);
    const slot = this.#find(high, low);
    return this.#isTaken(slot) ? this.#lines[slot] : undefined;
  }

  #isTaken(slot: number): boolean {
    return this.#high[slot] !== 0 || this.#low[slot] !== 0;
  }

  #find(high: number, low: number): number {
    let slot = low & this.#mask;
    while (this.#isTaken(slot) && (this.#high[slot] !== high || this.#low[slot] !== low)) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #put(slot: number, high: number, low: number, line: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#lines[slot] = line;
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines];
    const size = high.length * 2;
    this.#mask = size - 1;
    this.#high = new Uint32Array(size);
    this.#low = new Uint32Array(size);
    this.#lines = new Uint32Array(size);
    for (let slot = 0; slot < high.length; slot += 1) {
      const [oldHigh, oldLow] = [high[slot] as number, low[slot] as number];
      if (oldHigh !== 0 || oldLow !== 0) this.#put(this.#find(oldHigh, oldLow), oldHigh, oldLow, lines[slot] as number);
    }
  }
}

/** 53-bit cyrb hash, widened to two full halves; never 0/0, which means an empty slot. */
function hash(text: string): { readonly high: number; readonly low: number } {
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

/**
 * Values that come and go, each in a place of its own until it leaves. A `Map` or a `Set` would keep them: when V8 makes it a new table,
 * the old one still points to it, and once one of those has grown old, all that follow live until the next full collection, 2.8 kB
 * a saga (Node 20 and 24, 2026-11).
 */
export class Places<Value> {
  private readonly at: (Value | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.at.length - this.free.length;
  }

  /** Where it stands now. */
  add(value: Value): number {
    const place = this.free.pop() ?? this.at.length;
    this.at[place] = value;
    return place;
  }

  get(place: number): Value | undefined {
    return this.at[place];
  }

  /** Frees the place of a value that is there. */
  remove(place: number): void {
    this.at[place] = undefined;
    this.free.push(place);
  }

  /** Those that are here now, in no order. */
  values(): Value[] {
    return this.at.filter((value) => value !== undefined);
  }
}

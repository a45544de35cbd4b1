/**
 * Values by number, for many that come and go. A `Map` would keep what was deleted: when V8 makes it a new table, the old one still points
 * to it, and once one of those has grown old, everything in all that follow lives until the next full collection, 2.8 kB a saga
 * (Node 20 to 24, 2026-11). Here the tables hold nothing but numbers.
 */
export class ById<Value> {
  private readonly places = new Map<number, number>();
  private readonly at: (Value | undefined)[] = [];
  private readonly free: number[] = [];

  get size(): number {
    return this.places.size;
  }

  has(id: number): boolean {
    return this.places.has(id);
  }

  get(id: number): Value | undefined {
    const place = this.places.get(id);
    return place === undefined ? undefined : this.at[place];
  }

  set(id: number, value: Value): void {
    const place = this.places.get(id) ?? this.free.pop() ?? this.at.length;
    this.places.set(id, place);
    this.at[place] = value;
  }

  delete(id: number): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    this.places.delete(id);
    this.at[place] = undefined;
    this.free.push(place);
  }

  /** Those that are here now, in no order. */
  values(): Value[] {
    return this.at.filter((value) => value !== undefined);
  }
}

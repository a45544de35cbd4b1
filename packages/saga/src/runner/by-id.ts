import { Places } from './places.js';

/** Values by number, for many that come and go. No `Map` of them, for the reason that `Places` gives: its tables hold numbers alone. */
export class ById<Value> {
  private readonly placeOf = new Map<number, number>();
  private readonly places = new Places<Value>();

  get size(): number {
    return this.placeOf.size;
  }

  has(id: number): boolean {
    return this.placeOf.has(id);
  }

  get(id: number): Value | undefined {
    const place = this.placeOf.get(id);
    return place === undefined ? undefined : this.places.get(place);
  }

  set(id: number, value: Value): void {
    this.delete(id);
    this.placeOf.set(id, this.places.add(value));
  }

  delete(id: number): void {
    const place = this.placeOf.get(id);
    if (place === undefined) return;
    this.placeOf.delete(id);
    this.places.remove(place);
  }

  /** Those that are here now, in no order. */
  values(): Value[] {
    return this.places.values();
  }
}

/** Counts what was repaired, by the name of the repair, so that a new edition of a document shows where it got worse. */
export class RepairLog {
  readonly #places = new Map<string, string[]>();

  note(repair: string, place: string): void {
    const places = this.#places.get(repair);
    if (places) places.push(place);
    else this.#places.set(repair, [place]);
  }

  /** Names and counts, by name. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#places].map(([name, places]) => [name, places.length] as const).sort(byName));
  }

  /** Where a repair was needed. */
  places(repair: string): readonly string[] {
    return this.#places.get(repair) ?? [];
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

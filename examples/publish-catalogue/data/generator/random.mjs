/** A seeded generator (mulberry32): the same seed gives the same catalogue on every machine. */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the generators of the groups of goods draw with. */
export function dice(seed) {
  const random = seededRandom(seed);
  const between = (least, most) => least + Math.floor(random() * (most - least + 1));
  return {
    between,
    pick: (list) => list[between(0, list.length - 1)],
    chance: (share) => random() < share,
    /** Whole roubles that end in 90, as shops like them. */
    price: (least, most) => Math.max(90, Math.round(between(least, most) / 100) * 100 - 10),
  };
}

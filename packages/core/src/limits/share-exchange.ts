/** So many units of a limit, unused from a time on (milliseconds on the store's clock). */
export interface PooledUnits {
  readonly units: number;
  readonly at: number;
}

/** Who holds units of one limit, and what lies in the pool. One JSON document a limit in the store. */
export interface ShareState {
  readonly pool: readonly PooledUnits[];
  readonly holders: Readonly<Record<string, { readonly units: number; readonly hungry: boolean; readonly expiresAt: number }>>;
}

/** What one process says of one limit. */
export interface ShareOffer {
  readonly key: string;
  /** All units of the limit. */
  readonly capacity: number;
  readonly drainMs: number;
  /** Units that it holds after giving these back. */
  readonly units: number;
  readonly clean: number;
  readonly dirty: number;
  /** Whether it has work for this limit. */
  readonly hungry: boolean;
}

/** What the process gets: units, from a time on, and how many it owes to others who have work. */
export interface ShareAnswer {
  readonly gained: readonly PooledUnits[];
  readonly owes: number;
  /** Units of its fair share that others still hold. */
  readonly lacks: number;
}

/**
 * One process's turn at one limit: gives back, takes its fair share from the pool, and learns what it owes. A pure
 * function of the stored state; the store sees to it that turns at one limit follow each other.
 */
export function exchangeShares(
  state: ShareState | undefined, offer: ShareOffer, worker: string, now: number, leaseMs: number,
): { readonly state: ShareState; readonly answer: ShareAnswer } {
  const pool: PooledUnits[] = [...(state?.pool ?? []), { units: offer.clean, at: now }, { units: offer.dirty, at: now + offer.drainMs }];
  const holders: Record<string, ShareState['holders'][string]> = {};
  for (const [name, holder] of Object.entries(state?.holders ?? {})) {
    // The units of a process that died may have been used until its lease ended.
    if (holder.expiresAt <= now && name !== worker) pool.push({ units: holder.units, at: holder.expiresAt + offer.drainMs });
    else if (name !== worker) holders[name] = holder;
  }
  settleCapacity(pool, offer, holders, state ? now + offer.drainMs : now);

  const hungry = [...Object.keys(holders).filter((name) => holders[name]?.hungry), ...(offer.hungry ? [worker] : [])].sort();
  const fair = offer.hungry ? fairShare(offer.capacity, hungry, worker) : 0;
  const gained = take(pool, Math.max(0, fair - offer.units));
  const units = offer.units + gained.reduce((sum, each) => sum + each.units, 0);
  if (units > 0 || offer.hungry) holders[worker] = { units, hungry: offer.hungry, expiresAt: now + leaseMs };
  return { state: { pool: merged(pool, now), holders }, answer: { gained, owes: hungry.length > 0 ? Math.max(0, units - fair) : 0, lacks: Math.max(0, fair - units) } };
}

/**
 * The first turn of all puts every unit into the pool; a limit that was found to be larger or smaller is followed. Units
 * that nobody knows of (their holder never got the answer) count as used just now.
 */
function settleCapacity(pool: PooledUnits[], { capacity, units }: ShareOffer, holders: ShareState['holders'], at: number): void {
  const held = Object.values(holders).reduce((sum, holder) => sum + holder.units, units);
  const pooled = pool.reduce((sum, each) => sum + each.units, 0);
  const missing = capacity - held - pooled;
  if (missing > 0) pool.push({ units: missing, at });
  else if (missing < 0) take(pool, -missing);
}

function fairShare(capacity: number, hungry: readonly string[], worker: string): number {
  return Math.floor(capacity / hungry.length) + (hungry.indexOf(worker) < capacity % hungry.length ? 1 : 0);
}

/** Takes units out of the pool, those that are unused the longest first. */
function take(pool: PooledUnits[], wanted: number): PooledUnits[] {
  const taken: PooledUnits[] = [];
  pool.sort((a, b) => a.at - b.at);
  for (let left = wanted; left > 0 && pool.length > 0; ) {
    const first = pool.shift() as PooledUnits;
    const units = Math.min(first.units, left);
    if (units > 0) taken.push({ units, at: first.at });
    if (first.units > units) pool.unshift({ units: first.units - units, at: first.at });
    left -= units;
  }
  return taken;
}

function merged(pool: readonly PooledUnits[], now: number): PooledUnits[] {
  const byTime = new Map<number, number>();
  for (const { units, at } of pool) {
    const time = Math.max(at, now);
    if (units > 0) byTime.set(time, (byTime.get(time) ?? 0) + units);
  }
  return [...byTime].map(([at, units]) => ({ units, at }));
}

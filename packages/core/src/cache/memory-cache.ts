import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import type { Cache } from './cache.js';

export interface MemoryCacheOptions {
  /** Default: 10 000. */
  readonly maxEntries?: number;
  /** All keys and values together, characters. Default: 64 million; a marketplace's whole tree of categories has two or three. */
  readonly maxCharacters?: number;
  readonly clock?: Clock;
}

/**
 * A cache in this process's memory, bounded in entries and in size: what has not been read for longest goes first.
 *
 * @example createOzon({ cache: memoryCache() })
 */
export function memoryCache({ maxEntries = 10_000, maxCharacters = 64_000_000, clock = systemClock }: MemoryCacheOptions = {}): Cache {
  // A Map keeps the order of insertion: what is read is put in again, so the first entry is the one to go.
  const entries = new Map<string, { readonly value: string; readonly until: number }>();
  let characters = 0;

  const drop = (key: string): boolean => {
    const entry = entries.get(key);
    if (!entry) return false;
    characters -= key.length + entry.value.length;
    return entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.until <= clock.monotonic()) return void drop(key);
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, ttlMs) {
      drop(key);
      if (ttlMs <= 0 || key.length + value.length > maxCharacters) return;
      entries.set(key, { value, until: clock.monotonic() + ttlMs });
      characters += key.length + value.length;
      for (const oldest of entries.keys()) {
        if (entries.size <= maxEntries && characters <= maxCharacters) return;
        drop(oldest);
      }
    },
    delete: drop,
  };
}

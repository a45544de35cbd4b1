import type { Clock } from '../time/clock.js';
import { sha256 } from '../wire/sha-256.js';

/** Remembers which pushes came already. Hand in one over your database if several processes receive pushes. */
export interface DuplicateStore {
  /** Notes the key; says whether it was there already. Must be atomic. */
  add(key: string): boolean | Promise<boolean>;
  /** Forgets the key of a push that could not be taken, so that its repeat is taken. */
  remove(key: string): void | Promise<void>;
}

const mostKept = 50_000;

/** Keeps keys in memory for so long, 50 000 at most. */
export function memoryDuplicates(clock: Clock, keptMs: number): DuplicateStore {
  const added = new Map<string, number>();
  const forgetOld = (now: number) => {
    for (const [key, at] of added) {
      if (added.size < mostKept && now - at < keptMs) return;
      added.delete(key);
    }
  };
  return {
    add(key) {
      const now = clock.monotonic();
      forgetOld(now);
      if (added.has(key)) return true;
      added.set(key, now);
      return false;
    },
    remove: (key) => void added.delete(key),
  };
}

/** Neither Ozon's nor Market's pushes have an id of their own, so the whole content is the key, whatever the order of its fields. */
export function keyOfPush(push: unknown): string {
  return sha256(canonical(push));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

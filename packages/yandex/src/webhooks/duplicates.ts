import { createHash } from 'node:crypto';
import type { Clock } from '@occwo/core';

/** Remembers which pushes came already. Hand in one over your database if several processes receive pushes. */
export interface DuplicateStore {
  /** Notes the key; says whether it was there already. Must be atomic. */
  add(key: string): boolean | Promise<boolean>;
  /** Forgets the key of a push that could not be taken, so that its repeat is taken. */
  remove(key: string): void | Promise<void>;
}

/** Market repeats a push whose answer got lost each minute in the first hour and each quarter of an hour in the first day. */
const keptMs = 24 * 3_600_000;
const mostKept = 50_000;

/** Keeps the keys of a day in memory, 50 000 at most. */
export function memoryDuplicates(clock: Clock): DuplicateStore {
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

/** Pushes have no id of their own: type, ids, states and time together are the key, whatever the order of the fields. */
export function keyOfPush(push: object): string {
  const parts = Object.entries(push)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return createHash('sha256').update(parts.join('&')).digest('base64url');
}

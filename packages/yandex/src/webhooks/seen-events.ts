/** Remembers which pushes have been taken. Hand in one over your database where several processes receive. */
export interface SeenEvents {
  has(key: string): boolean | Promise<boolean>;
  add(key: string): void | Promise<void>;
}

/** A memory of the last `size` pushes, for one process. */
export function recentEvents(size = 10_000): SeenEvents {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.delete(key);
      keys.add(key);
      const [oldest] = keys;
      if (keys.size > size && oldest !== undefined) keys.delete(oldest);
    },
  };
}

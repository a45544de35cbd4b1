import type { Overlay } from '../overlay/read-overlay.js';
import { deriveName } from './derive.js';

/** Route → name, for ever: a name that was published once neither moves nor comes to mean another operation. */
export type Lock = Readonly<Record<string, string>>;

/**
 * Names every route: from the lock, else from the overlay, else by rule. Gives the lock with the new names behind the old
 * ones; routes that are gone stay in it, so that their names are never given again.
 */
export function resolveNames(routes: readonly string[], overlay: Overlay, lock: Lock): Lock {
  const result: Record<string, string> = { ...lock };
  const taken = new Set(Object.values(lock));
  for (const route of routes) {
    const wanted = overlay.operations[route]?.name;
    const locked = result[route];
    if (locked !== undefined) {
      if (wanted !== undefined && wanted !== locked) throw new Error(`${route} is locked as ${locked}; the overlay cannot rename it to ${wanted}`);
      continue;
    }
    const name = wanted ?? deriveName(route, new Map(Object.entries(result)), taken);
    if (!/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`${route}: ${name} is not of the form group.method`);
    if (taken.has(name)) throw new Error(`${route}: the name ${name} is taken`);
    taken.add(name);
    result[route] = name;
  }
  return result;
}

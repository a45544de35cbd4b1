import type { Category } from '../model/product.js';
import type { CategoryMapping, CategoryMappings } from './mapping.js';

/** Finds the mapping of a category: by its whole path, its id, its name, then by its parents' paths and names, then `'*'`. */
export function findMapping<Target>(mappings: CategoryMappings<Target>, { id, name, path }: Category): CategoryMapping<Target> | undefined {
  const keys = [path.join(' > '), id, name];
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    keys.push(path.slice(0, depth).join(' > '), path[depth - 1] as string);
  }
  const key = [...keys, '*'].find((candidate) => Object.hasOwn(mappings, candidate));
  return key === undefined ? undefined : mappings[key];
}

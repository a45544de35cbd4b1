import type { ApiError } from '@occwo/core';
import { OccwoError } from '@occwo/core';
import type { OzonCalls } from './calls.js';
import type { OzonCategory } from './mapping.js';
import type { CategoryAttribute } from './wire.js';

/** What Ozon knows of categories, asked once each. */
export interface CategoryDirectory {
  /** The attributes of a category; none if Ozon does not know it (the import then says so, item by item). */
  attributes(category: OzonCategory): Promise<readonly CategoryAttribute[]>;
  /** The id of a dictionary value that reads exactly like `value`, whatever the case of its letters. */
  valueId(category: OzonCategory, attributeId: number, value: string): Promise<number | undefined>;
}

/** So many answers are kept; a catalogue of any size must not grow the memory without end. */
const mostKept = 20_000;

/** Remembers promises, so that chunks which run at once ask once. A failed one is forgotten. */
function remembered<Value>(): (key: string, ask: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Promise<Value>>();
  return (key, ask) => {
    const known = kept.get(key);
    if (known) return known;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    const asked = ask();
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
}

const isUnknownCategory = (error: unknown) =>
  OccwoError.is(error) && ['invalid-request', 'not-found'].includes(error.code) && (error as ApiError).status < 500;

export function categoryDirectory(calls: Pick<OzonCalls, 'attributes' | 'dictionaryValues'>): CategoryDirectory {
  const attributes = remembered<readonly CategoryAttribute[]>();
  const values = remembered<number | undefined>();
  const keyOf = ({ descriptionCategoryId, typeId }: OzonCategory) => `${descriptionCategoryId}:${typeId}`;

  return {
    attributes: (category) =>
      attributes(keyOf(category), async () => {
        try {
          return await calls.attributes(category);
        } catch (error) {
          if (isUnknownCategory(error)) return [];
          throw error;
        }
      }),

    async valueId(category, attributeId, value) {
      if (value.length < 2) return undefined; // the search wants two characters
      return values(`${keyOf(category)}:${attributeId}:${value.toLowerCase()}`, async () => {
        const found = await calls.dictionaryValues(category, attributeId, value);
        return found.find((candidate) => candidate.value.toLowerCase() === value.toLowerCase())?.id;
      });
    },
  };
}

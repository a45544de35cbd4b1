import type { Schema } from '../model.js';

type Bound = 'minimum' | 'maximum' | 'minLength' | 'maxLength' | 'minItems' | 'maxItems';
const families: Readonly<Record<string, readonly [min: Bound, max: Bound]>> = {
  array: ['minItems', 'maxItems'],
  string: ['minLength', 'maxLength'],
  integer: ['minimum', 'maximum'],
  number: ['minimum', 'maximum'],
};
const all: readonly Bound[] = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];

/**
 * Limits written with the keyword of another type: `maximum` on an array means `maxItems`, `maxItems` on an integer means
 * `maximum`. Where the right keyword is there too, it wins. On objects and booleans such a limit says nothing and is dropped.
 */
export function boundOfOtherType(schema: Schema): Schema | undefined {
  if (typeof schema.type !== 'string') return undefined;
  const own = families[schema.type];
  const wrong = all.filter((bound) => schema[bound] !== undefined && !own?.includes(bound));
  if (wrong.length === 0) return undefined;
  const result: Schema = { ...schema };
  for (const bound of wrong) {
    const right = own?.[bound.startsWith('min') ? 0 : 1];
    if (right && result[right] === undefined && Number.isInteger(schema[bound])) result[right] = schema[bound] as number;
    delete result[bound];
  }
  return result;
}

/**
 * `minimum` and `maximum` on the objects of an array mean how many of them: Wildberries' cards/upload (100 cards of 30
 * variants), upload/add (29) and update (3 000).
 */
export function boundOnItems(schema: Schema): Schema | undefined {
  const { items } = schema;
  if (schema.type !== 'array' || items?.type !== 'object' || (items.minimum === undefined && items.maximum === undefined)) return undefined;
  const { minimum, maximum, ...rest } = items;
  return {
    ...schema, items: rest,
    ...(minimum !== undefined && schema.minItems === undefined && { minItems: minimum }),
    ...(maximum !== undefined && schema.maxItems === undefined && { maxItems: maximum }),
  };
}

/** A lower limit above the upper one can never be met; the upper one stays. */
export function crossedBounds(schema: Schema): Schema | undefined {
  for (const [min, max] of Object.values(families)) {
    const low = schema[min] as number | undefined;
    const high = schema[max] as number | undefined;
    if (low !== undefined && high !== undefined && low > high) {
      const { [min]: _dropped, ...rest } = schema;
      return rest;
    }
  }
  return undefined;
}

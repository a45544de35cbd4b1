import type { Schema } from '../model.js';
import type { RepairLog } from './repair-log.js';

/**
 * Properties whose integers pass 2^53 (Ozon's chat messages, Wildberries' reports) take text too: core hands such a number
 * over as exact text, and text must be taken back. Which properties is a table of the overlay, because no document says it.
 */
export function widenBigIntegers(schema: Schema, names: ReadonlySet<string>, log: RepairLog, place: string, name = ''): Schema {
  if (names.has(name) && schema.type === 'integer' && schema.format !== 'int32') {
    log.note('big-integer', place);
    const { minimum: _minimum, maximum: _maximum, ...rest } = schema;
    return { ...rest, type: ['integer', 'string'], format: 'int64' };
  }
  const inside = (part: Schema, step: string, own = step) => widenBigIntegers(part, names, log, `${place}/${step}`, own);
  return {
    ...schema,
    ...(schema.properties && { properties: Object.fromEntries(Object.entries(schema.properties).map(([key, part]) => [key, inside(part, key)])) }),
    ...(schema.items && { items: inside(schema.items, '[]', name) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map((part, index) => inside(part, `anyOf${index}`, name)) }),
  };
}

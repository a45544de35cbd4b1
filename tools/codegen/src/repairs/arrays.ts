import type { Schema } from '../model.js';
import type { RepairLog } from './repair-log.js';

/** Properties documented as an object and seen as an array of it (Ozon's rFBS returns). Throws when a place is not there. */
export function wrapArrays(definitions: Readonly<Record<string, Schema>>, places: readonly string[], log: RepairLog): Record<string, Schema> {
  const result = { ...definitions };
  for (const place of places) {
    const [name = '', property = ''] = place.split('.');
    const schema = result[name];
    const inner = schema?.properties?.[property];
    if (!schema || !inner) throw new Error(`arrays: ${place} is in no document`);
    log.note('object-means-array', place);
    result[name] = { ...schema, properties: { ...schema.properties, [property]: { type: 'array', items: inner } } };
  }
  return result;
}
